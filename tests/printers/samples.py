"""Tickets with everything that requirement R6 asks for, on which the renderings are judged."""

from typing import Final

from printers.paper import Code, Feed, Pair, Paper, Rule, Text

URL: Final = "https://hall.example/s/" + "Zk3vQ9xT2mB7pL0aW5nR8cY1dF6hJ4gS-uE_oKiXtVM"

CHINESE: Final = Paper(
    "zh-CN",
    (
        Text("示例市政务服务中心", size=2, bold=True, align="center"),
        Rule(),
        Text("A032", size=8, bold=True, align="center"),
        Text("综合受理（社会事务）", size=2, align="center"),
        Rule(),
        Pair("办理事项", "个体工商户设立登记"),
        Pair("办理窗口", "1、2、3、5、8号"),
        Pair("前面等候", "5人", bold=True),
        Pair("预计等候", "15～25分钟", bold=True),
        Pair("取号时间", "2026-11-23 09:41"),
        Rule(),
        Code(URL, "扫码随时查看排队进度"),
        Feed(3),
        Text("过号后请在本半天内到窗口报到，排在后面第3位之后，只限一次。"),
        Feed(2),
        Text("咨询投诉 12345", bold=True, align="center"),
    ),
)

ENGLISH: Final = Paper(
    "en",
    (
        Text("Sample City Service Hall", size=2, bold=True, align="center"),
        Rule(),
        Text("A032", size=8, bold=True, align="center"),
        Text("Social affairs", size=2, align="center"),
        Rule(),
        Pair("Service", "Registration of a sole trader, first issue of the licence"),
        Pair("Counters", "1, 2, 3, 5, 8"),
        Pair("People ahead", "5", bold=True),
        Pair("Expected wait", "15-25 minutes", bold=True),
        Pair("Issued", "2026-11-23 09:41"),
        Rule(),
        Code(URL, "Scan to see your place in the queue"),
        Feed(3),
        Text(
            "If you miss your call, check in at a counter in the same half-day: you are placed"
            " after the next 3 people, once only."
        ),
        Feed(2),
        Text("Questions and complaints: 12345", bold=True, align="center"),
    ),
)
