from app.core.events import Bus, HealthChanged, RoomChanged


def test_every_subscriber_hears_in_order():
    bus, heard = Bus(), []
    bus.subscribe(lambda fact: heard.append(("a", fact)))
    bus.subscribe(lambda fact: heard.append(("b", fact)))
    bus.publish(RoomChanged("1"))
    bus.publish(HealthChanged())
    assert heard == [
        ("a", RoomChanged("1")),
        ("b", RoomChanged("1")),
        ("a", HealthChanged()),
        ("b", HealthChanged()),
    ]


def test_an_ended_subscription_hears_nothing_more():
    bus, heard = Bus(), []
    end = bus.subscribe(heard.append)
    end()
    end()
    bus.publish(HealthChanged())
    assert heard == []


def test_one_failing_subscriber_does_not_silence_the_others(log_watch):
    log_watch.expect("bus.subscriber_failed")
    bus, heard = Bus(), []

    def fails(_: object) -> None:
        raise ValueError("planned")

    bus.subscribe(fails)
    bus.subscribe(heard.append)
    bus.publish(HealthChanged())
    assert heard == [HealthChanged()]
