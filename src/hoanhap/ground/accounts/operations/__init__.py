"""What is done to accounts and roles, one module a subject."""

from hoanhap.ground.accounts.operations.following import follow_back, follow_heirs
from hoanhap.ground.accounts.operations.keeping import change_password, lock_account, reset_password, unlock_account
from hoanhap.ground.accounts.operations.leaving import end_role, hand_over
from hoanhap.ground.accounts.operations.opening import Opened, Post, give_role, open_account, open_with_role, plain_sign_in_name
from hoanhap.ground.accounts.operations.passwords import first_password
from hoanhap.ground.accounts.operations.signing_in import (
    TRIES_PER_ADDRESS,
    TRIES_PER_NAME,
    TRIES_PER_NAME_ANYWHERE,
    WINDOW,
    sign_in,
)

__all__ = [
    "TRIES_PER_ADDRESS",
    "TRIES_PER_NAME",
    "TRIES_PER_NAME_ANYWHERE",
    "WINDOW",
    "Opened",
    "Post",
    "change_password",
    "end_role",
    "first_password",
    "follow_back",
    "follow_heirs",
    "give_role",
    "hand_over",
    "lock_account",
    "open_account",
    "open_with_role",
    "plain_sign_in_name",
    "reset_password",
    "sign_in",
    "unlock_account",
]
