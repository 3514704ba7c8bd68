"""Static files under names that hold their content's digest, so that a browser keeps them for good."""

from __future__ import annotations

from typing import Any

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

_FOR_ANY_MODULE: Any = HashedFilesMixin._js_module_import_aggregation_patterns  # type: ignore[attr-defined]


class ModuleStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also rewrites the imports of our own ES modules; others' files are left as they came."""

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = ("supple/*.js", _FOR_ANY_MODULE[1])
