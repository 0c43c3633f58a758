"""What all tables of a watch list share."""

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table: unknown keys are faults, values are taken as written."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
