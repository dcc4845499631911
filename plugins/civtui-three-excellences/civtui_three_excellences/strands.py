"""The campaign's settings: its strands, and when a survey gives cause for a warning."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, field_validator

from civtui.api import Bilingual, settings


class Strand(BaseModel):
    """One strand of the campaign.

    Args:
        id: lower case words joined by hyphens; stored with each entry.
        zh: its name in Chinese.
        en: its name in English.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def title(self) -> Bilingual:
        """Its name in both languages."""
        return Bilingual(self.zh, self.en)


STANDARD = (
    Strand(id="style", zh="优良作风", en="Style of work"),
    Strand(id="service", zh="优质服务", en="Service"),
    Strand(id="environment", zh="优美环境", en="Environment"),
)


class Settings(BaseModel):
    """What a workspace may set.

    Args:
        strands: the campaign's strands, in order.
        floor: a satisfaction below this percentage gives an alarm.
        drop: a fall by more than so many percentage points gives a warning.
    """

    model_config = ConfigDict(extra="forbid")
    strands: tuple[Strand, ...] = Field(default=STANDARD, min_length=1, max_length=12)
    floor: float = Field(default=60, ge=0, le=100)
    drop: float = Field(default=5, ge=0, le=100)

    @field_validator("strands")
    @classmethod
    def _differ(cls, strands: tuple[Strand, ...]) -> tuple[Strand, ...]:
        if len({strand.id for strand in strands}) != len(strands):
            raise ValueError("two strands share an id")
        return strands


def campaign() -> Settings:
    """Return the settings in effect, the defaults outside of a workspace."""
    found = settings()
    return found if isinstance(found, Settings) else Settings()
