"""Every way in which the desk changes something: one atomic verb each, by a member of staff, with its audit row."""

from supple_web.desk.actions.clients import name_client, put_aside, take_up_again, write_note
from supple_web.desk.actions.measuring import enter_measured
from supple_web.desk.actions.programme import edit, let_go_on, prescribe, send, take_back
from supple_web.desk.actions.setting import remove_template, save_template, set_rules
from supple_web.desk.actions.word import overrule, withdraw

__all__ = [
    "edit",
    "enter_measured",
    "let_go_on",
    "name_client",
    "overrule",
    "prescribe",
    "put_aside",
    "remove_template",
    "save_template",
    "send",
    "set_rules",
    "take_back",
    "take_up_again",
    "withdraw",
    "write_note",
]
