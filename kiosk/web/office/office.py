"""All pages of the office in one router."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from kiosk.web.door import public
from kiosk.web.office import calls, day, forecast, home, honesty, whatif

router = APIRouter(dependencies=[Depends(public)])
for each in (home, calls, day, forecast, whatif, honesty):
    router.include_router(each.router)
