"""What every test may ask for: a fixed moment, a fresh store, and words to fill records with."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data import vault
from data.audit import Stamp
from data.organisation import Organisation
from data.store import Store

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PASSPHRASE = "نخلة على شاطئ بعيد"


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Make one store for the whole run, with its recovery code; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("made") / "store"
    organisation = Organisation(name_ar="شركة المثال", name_en="Example Company", laws=["SA"])
    stamp = Stamp("اختبار", NOW, "create")
    opened = Store.create(folder, organisation, stamp, passphrase=PASSPHRASE, cost=vault.FLOOR)
    opened.store.close()
    return folder, opened.recovery_code


@pytest.fixture
def store_folder(made_store: tuple[Path, str], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made_store[0], tmp_path / "store"))


@pytest.fixture
def store(store_folder: Path) -> Iterator[Store]:
    opened = Store.open(store_folder, PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def sample_words() -> tuple[str, ...]:
    """Say words as people type them: marks, both digit sets, Latin, direction marks, punctuation, an emoji."""
    return (
        "سِياسَةُ الخُصوصيّة",
        "إتلاف البيانات الشخصيّة",
        "مُؤسّسة الشَّحن السّريع",
        "Privacy policy v2.1",
        "بند ١٢ / 12",
        "\u200fRQ-2026-007\u200e",
        "شركة «Acme» (ش.م.م.)",
        "😀 تجربة",
    )
