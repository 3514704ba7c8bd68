from django.db import migrations

from supple_web.audit.append_only import install, remove


def make_triggers(apps, schema_editor):
    install(schema_editor.connection)


def drop_triggers(apps, schema_editor):
    remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(make_triggers, drop_triggers)]
