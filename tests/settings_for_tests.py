"""The settings of the application for its tests: a data folder of their own, static files as they lie in the source."""

import os
import tempfile
from pathlib import Path

os.environ["SUPPLE_DATA"] = tempfile.mkdtemp(prefix="supple-tests-")
(Path(os.environ["SUPPLE_DATA"]) / "static").mkdir()
os.environ["SUPPLE_PLAIN_STATIC"] = "1"
#: Accounts as they are where mail is sent; Django keeps the mails of a test in ``mail.outbox``.
os.environ["SUPPLE_EMAIL_URL"] = "memorymail://"
#: The browser driver keeps a loop running in the thread of the test.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from supple_web.config.settings import *  # noqa: E402, F403

#: Tests begin hundreds of checks from one address; those of the limits themselves set them anew.
RATES = ACCOUNT_RATE_LIMITS  # noqa: F405
ACCOUNT_RATE_LIMITS = dict.fromkeys(RATES, "100000/m/ip")
#: Hashing a password is slow on purpose; the tests make hundreds.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
