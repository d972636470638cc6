"""What people write in files: nothing in it is forgiven, and nothing changes once it is read."""

from pydantic import BaseModel, ConfigDict


class Form(BaseModel):
    """A table or an object of such a file; a key that it does not know is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")
