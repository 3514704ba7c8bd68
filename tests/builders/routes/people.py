"""The routes of a person, and those that everybody has."""

from __future__ import annotations

from builders.routes.model import Arguments, Route, Who


def _allauth(who: Who, methods: str = "GET POST", of: Arguments | None = None) -> Route:
    return Route(who, methods, of, ours=False)


def _check(methods: str, **more: object) -> Route:
    """A page of a check, which its owner sees and a phone that it was handed to."""
    return Route("phone", methods, lambda world: {"pk": world.check.pk, **more})


def _set(methods: str) -> Route:
    return Route("phone", methods, lambda world: {"pk": world.check.pk, "set_pk": world.trial_set.pk})


def _mine(methods: str, what: str) -> Route:
    return Route("guest", methods, lambda world: {"pk": getattr(world, what).pk})


ROUTES: dict[str, Route] = {
    # common
    "home": Route("public", "GET"),
    "about": Route("public", "GET"),
    "sources": Route("public", "GET"),
    "healthz": Route("public", "GET"),
    "figure_style": Route("public", "GET", of=lambda _: {"digest": "0" * 16}, owned=False),
    "worker": Route("public", "GET"),
    "manifest": Route("public", "GET"),
    "offline": Route("public", "GET"),
    "who": Route("guest", "GET"),
    "set_language": Route("public", "POST"),
    # serving
    "trust": Route("public", "GET"),
    "trust_certificate": Route("public", "GET"),
    # assessments
    "check": Route("guest", "GET POST"),
    "check_page": _check("GET POST", page="age"),
    "check_set": _check("GET", stage="active-turn"),
    "check_set_phone": _check("GET POST", stage="active-turn"),
    "check_set_typed": _check("GET POST", stage="active-turn"),
    "check_set_file": _check("GET POST", stage="active-turn"),
    "check_skip": _check("GET POST", stage="active-turn"),
    "check_unskip": _check("POST", stage="active-turn"),
    "check_next": _check("GET"),
    "check_finish": _check("POST"),
    "check_values": _check("GET POST"),
    "check_doubt": _check("GET POST"),
    "check_stop": _check("GET"),
    "check_correct": _check("GET POST"),
    "check_pain": _set("GET POST"),
    "check_hint": _set("GET POST"),
    "check_remove": _set("POST"),
    "check_recording": _set("GET"),
    "check_result": _check("GET"),
    "check_hand": Route("guest", "GET POST", lambda world: {"pk": world.check.pk}),
    "check_hand_state": Route("guest", "GET", lambda world: {"pk": world.check.pk}),
    "check_hand_back": Route("guest", "POST", lambda world: {"pk": world.check.pk}),
    "hand": Route("public", "GET POST", lambda _: {"token": "no-such-code"}, owned=False),
    # training
    "today": Route("guest", "GET"),
    "today_morning": Route("guest", "POST"),
    "today_did": Route("guest", "POST"),
    "today_skip": Route("guest", "POST"),
    "today_unskip": Route("guest", "POST"),
    "today_seen": Route("guest", "POST"),
    "session_play": Route("guest", "GET", lambda world: {"day": world.check.day}, owned=False),
    "session_results": Route("guest", "POST"),
    "session_done": _mine("GET", "session"),
    "programme": Route("guest", "GET"),
    "programme_move": Route("guest", "POST"),
    "programme_swap": Route("guest", "POST"),
    "programme_unswap": Route("guest", "POST"),
    "exercise": Route("guest", "GET", lambda _: {"exercise": "cat-camel-general"}, owned=False),
    # own data
    "mine": Route("guest", "GET"),
    "mine_about": Route("guest", "GET POST"),
    "mine_check": _mine("GET", "check"),
    "mine_check_delete": _mine("GET POST", "check"),
    "mine_set": _mine("GET POST", "trial_set"),
    "mine_set_delete": _mine("GET POST", "trial_set"),
    "mine_trial": _mine("GET POST", "trial"),
    "mine_trial_delete": _mine("GET POST", "trial"),
    "mine_session": _mine("GET POST", "session"),
    "mine_session_delete": _mine("GET POST", "session"),
    "mine_export": Route("guest", "GET POST"),
    "mine_erase": Route("guest", "GET POST"),
    # progress
    "progress": Route("guest", "GET"),
    "progress_print": Route("guest", "GET"),
    "progress_pdf": Route("guest", "GET"),
    "progress_csv": Route("guest", "GET"),
    "progress_json": Route("guest", "GET"),
    # accounts
    "account_login": _allauth("public"),
    "account_logout": _allauth("public"),
    "account_inactive": _allauth("public", "GET"),
    "account_signup": _allauth("public"),
    "account_reauthenticate": _allauth("member"),
    "account_email": _allauth("member"),
    "account_email_verification_sent": _allauth("public"),
    "account_signup_by_passkey": _allauth("public"),
    "mfa_signup_webauthn": _allauth("public"),
    "join": Route("member", "GET POST"),
    "signed_out": Route("public", "GET"),
    "account_change_password": _allauth("member"),
    "account_set_password": _allauth("member"),
    "account_reset_password": _allauth("public"),
    "account_confirm_login_code": _allauth("public"),
    "account_confirm_password_reset_code": _allauth("public"),
    "account_complete_password_reset": _allauth("public"),
    "account_password_reset_completed": _allauth("public", "GET"),
    "mfa_index": _allauth("member", "GET"),
    "mfa_authenticate": _allauth("public"),
    "mfa_reauthenticate": _allauth("member"),
    "mfa_activate_totp": _allauth("member"),
    "mfa_deactivate_totp": _allauth("member"),
    "mfa_view_recovery_codes": _allauth("member", "GET"),
    "mfa_generate_recovery_codes": _allauth("member"),
    "mfa_download_recovery_codes": _allauth("member", "GET"),
    "mfa_list_webauthn": _allauth("member", "GET"),
    "mfa_add_webauthn": _allauth("member"),
    "mfa_reauthenticate_webauthn": _allauth("member"),
    "mfa_remove_webauthn": _allauth("member", of=lambda world: {"pk": world.passkey}),
    "mfa_edit_webauthn": _allauth("member", of=lambda world: {"pk": world.passkey}),
    "mfa_login_webauthn": _allauth("public"),
    "usersessions_list": _allauth("member"),
}
