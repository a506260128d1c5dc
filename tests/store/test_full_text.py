from app.store.full_text import MOST_WORDS, any_of, words_of


def test_words_are_taken_out_of_signs() -> None:
    assert words_of('He said: "NEAR(a b)" AND -c*') == ["He", "said", "NEAR", "a", "b", "AND", "c"]


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others() -> None:
    assert any_of("What did the Owl see?") == '"owl" OR "see"'
    assert any_of("Who are you") == '"who" OR "are" OR "you"'
    assert any_of("?!") == ""


def test_a_long_text_is_asked_by_its_longest_words() -> None:
    text = " ".join(f"w{number:0{number % 7 + 3}d}" for number in range(500))
    asked = any_of(text).split(" OR ")
    assert len(asked) == MOST_WORDS
    assert min(len(word) for word in asked) == len('"w000000000"')
