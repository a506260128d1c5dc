import inspect

from app.core import errors
from app.core.errors import AppError, RateLimited


def classes() -> list[type[AppError]]:
    return [
        found
        for _, found in inspect.getmembers(errors, inspect.isclass)
        if issubclass(found, AppError)
    ]


def test_the_drawn_tree_is_the_real_one():
    drawn: dict[str, int] = {}
    for line in (errors.__doc__ or "").splitlines():
        if line[:1].isalpha() or line.startswith(" "):
            word = line.split()[0] if line.split() else ""
            if word in {found.__name__ for found in classes()}:
                drawn[word] = (len(line) - len(line.lstrip())) // 2
    real = {found.__name__: len(found.__mro__) - len(AppError.__mro__) for found in classes()}
    assert drawn == real


def test_the_text_is_what_is_shown_and_details_stay_apart():
    error = AppError("The disk is full.", details="ENOSPC")
    assert str(error) == error.text == "The disk is full."
    assert error.details == "ENOSPC"


def test_rate_limit_carries_the_wait():
    assert RateLimited("Slow down.", retry_after=2.5).retry_after == 2.5
    assert RateLimited("Slow down.").retry_after is None
