"""Papers with everything that a hall prints, on which the renderings are judged."""

from typing import Final

from printers.paper import Code, Cut, Feed, Logo, Pair, Paper, Rule, Text

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

GUIDE: Final = "困难残疾人生活补贴\n带：身份证、残疾人证\n咨询 12345"

NOTICE: Final = Paper(
    "zh-CN",
    (
        Logo(),
        Text("示例市政务服务中心", size=2, bold=True, align="center"),
        Text("一次性告知单", size=2, align="center"),
        Rule(),
        Pair("申请人", "阿卜杜拉·买买提"),
        Pair("经办人", "张䶮、李喆"),
        Pair("办理事项", "困难残疾人生活补贴和重度残疾人护理补贴资格认定", bold=True),
        Pair("办理窗口", "、".join(map(str, range(1, 21))) + "号"),
        Rule(),
        Text("还需补正下列12份材料：", bold=True),
        Text("1. 申请人身份证件（原件及复印件各1份）"),
        Text("2. 最低生活保障边缘家庭成员、最低生活保障家庭成员证明"),
        Text("3. 《中华人民共和国残疾人证》"),
        Text("4. 近3个月银行流水，金额不少于￥12,000.00元"),
        Text("5. 2026年11月1日至2026年11月30日的收入证明"),
        Text("6. 住所证明"),
        Text("7. 监护人身份证件"),
        Text("8. 授权委托书"),
        Text("9. 承诺书"),
        Text("10. 近期免冠照片2张"),
        Text("11. 补贴申请表（窗口提供）"),
        Text("12. 社会保障卡复印件"),
        Feed(2),
        Code(GUIDE, "没有网络也能看的指南"),
        Feed(2),
        Text("咨询投诉 12345", bold=True, align="center"),
        Cut(),
        Text("存根", bold=True, align="center"),
        Rule(),
        Pair("申请人", "阿卜杜拉·买买提"),
        Text("窗口留存", align="right"),
    ),
)
