from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from supple_web.audit.append_only import install, remove


def make_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    install(schema_editor.connection)


def drop_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(make_triggers, drop_triggers)]
