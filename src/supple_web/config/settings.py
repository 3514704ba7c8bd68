"""Django's settings. What differs from place to place comes from the environment (``options.py``); the rest stands here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from supple_web.config.options import read_options, secret_key

OPTIONS = read_options()
BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = secret_key(OPTIONS.data)
DEBUG = False
ALLOWED_HOSTS = OPTIONS.hosts
CSRF_TRUSTED_ORIGINS = list(OPTIONS.urls)

INSTALLED_APPS = [
    "supple_web.common",
    "supple_web.audit",
    "supple_web.accounts",
    "supple_web.assessments",
    "supple_web.training",
    "supple_web.progress",
    "supple_web.outbox",
    "supple_web.clinic",
    "supple_web.desk",
    "supple_web.booking",
    "supple_web.library",
    "supple_web.running",
    "supple_web.serving",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "supple_web.serving.middleware.Verbs",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "supple_web.common.middleware.PrivacyHeaders",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "supple_web.common.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "supple_web.accounts.middleware.PersonMiddleware",
    "supple_web.accounts.middleware.WrongForms",
    "supple_web.common.middleware.InputProblems",
]

ROOT_URLCONF = "supple_web.config.urls"
WSGI_APPLICATION = "supple_web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "supple_web.common.context.site",
            ],
            "builtins": ["supple_web.common.templatetags.supple"],
        },
    }
]

# ---------------------------------------------------------------- data

DATABASES: dict[str, Any] = {"default": OPTIONS.database | {"ATOMIC_REQUESTS": False}}
if OPTIONS.embedded:
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
#: Shared by all processes: the rate limits of signing in count in it.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
#: A recording of several minutes from a phone is one or two megabytes of JSON.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

# ---------------------------------------------------------------- people

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "home"
LOGIN_URL = "account_login"
#: Renewed by a visit, at most every six hours (``accounts.middleware``): the same stretch after which a guest is erased.
SESSION_COOKIE_AGE = (OPTIONS.guest_days * 24 + 6) * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

ACCOUNT_ADAPTER = "supple_web.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "signed_out"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_CHANGE_EMAIL = True
# Codes are typed into the page that asked for them: no secret in an address, and no link that a mail scanner follows.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if OPTIONS.sends_mail else "none"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = OPTIONS.sends_mail
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = OPTIONS.sends_mail
# The offer to change the address is made for new accounts only and so would tell who has one.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = OPTIONS.sends_mail
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Supple: "
#: Beside allauth's own: new guests and tried codes of an address, recordings of a person (``assessments.limits``).
ACCOUNT_RATE_LIMITS = {
    "begin_check": "60/10m/ip",
    "claim_code": "30/m/ip",
    "send_recording": "20/m/key,120/m/ip",
    "book_call": "20/h/ip,6/h/key",
    "call_link": "60/10m/ip",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if OPTIONS.over_https else "http"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = OPTIONS.sends_mail
MFA_TOTP_ISSUER = "Supple"
# The code before and the one after are taken too: a telephone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "supple_web.accounts.adapter.PasskeyAdapter"
# Nobody can verify an address where no mail is sent; their accounts may be protected all the same.
MFA_ALLOW_UNVERIFIED_EMAIL = not OPTIONS.sends_mail

vars().update(OPTIONS.mail)
DEFAULT_FROM_EMAIL = OPTIONS.email_from

# ---------------------------------------------------------------- pages

LANGUAGE_CODE = "en"
#: Each in its own words. One more is a catalogue in every app (``make messages``) and its formats in ``common/formats``.
LANGUAGES = [("en", "English"), ("es", "Español")]
FORMAT_MODULE_PATH = ["supple_web.common.formats"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = OPTIONS.over_https
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = OPTIONS.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if OPTIONS.plain_static
        else "supple_web.common.storage.ModuleStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = OPTIONS.plain_static
WHITENOISE_ROOT = None

# ---------------------------------------------------------------- security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = OPTIONS.over_https
CSRF_COOKIE_SECURE = OPTIONS.over_https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OPTIONS.behind_proxy else None
#: The address of whoever signs in, which their rate limits count: a proxy says it, nobody else is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if OPTIONS.behind_proxy else 0
#: Not with certificates of our own: a browser that insists on HTTPS lets nobody pass until they are trusted.
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if OPTIONS.behind_proxy else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W004",  # no such promise with certificates of our own, see SECURE_HSTS_SECONDS
    "security.W005",  # nor for the names below ours, which may be somebody else's
    "security.W008",  # the proxy leads from http to https; a proxy that does not say so would lead in a circle
    "security.W021",  # nor for good, in every browser's list
]
CSRF_FAILURE_VIEW = "supple_web.serving.views.refused_form"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "supple_web.common.logs.WithoutWords",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Their pages say what is wrong; whoever scans the internet should not fill the log.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}, "django.request": {"level": "ERROR"}},
}
