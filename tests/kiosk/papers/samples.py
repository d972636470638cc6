"""Papers on which the layouts are judged: the ordinary ones, and the fullest that a hall makes."""

from __future__ import annotations

from datetime import date, datetime

from kiosk.config import Settings
from kiosk.papers.acceptance import acceptance
from kiosk.papers.checklist import checklist
from kiosk.papers.daily import CounterDay, GroupDay, PaperDay, daily
from kiosk.papers.delivery import Thing, delivery
from kiosk.papers.frame import Item
from kiosk.papers.notice import notice
from kiosk.papers.promise import promise
from kiosk.papers.reprint import reprint
from kiosk.papers.sampler import samples
from kiosk.papers.ticket import ticket
from kiosk.queue.tickets import Counter, CounterKind, Priority, State, Ticket, Wait
from printers.paper import Paper
from tests.hall import ZONE

LANGUAGES = ("zh", "en")
WIDTHS = (80, 58)

AT = datetime(2026, 12, 4, 16, 5, 59, tzinfo=ZONE)
DUE = date(2026, 12, 18)
LINK = "https://hall.example/s/Zk3vQ9xT2mB7pL0aW5nR8cY1dF6h-J_g"
CASE = "20261204-MZ005-0128"
LONG = Wait(4500, 7140)

HALL = Settings(
    name="示例自治州示例自治县政务服务和公共资源交易中心",
    name_en="Sample Autonomous County Centre for Government Services and Public Resources",
    hotline="12345",
)

SERVICE = {
    "zh": "社会服务机构（民办非企业单位）成立登记和章程核准",
    "en": "Registration of a non-profit service body and approval of its articles",
}

MATERIALS = {
    "zh": (
        Item("社会服务机构成立登记申请表", 2, 0, "申请人法定代表人签名并加盖印章"),
        Item("业务主管单位批准文件", 1, 1, "批准日期在90日以内"),
        Item("章程草案", 3, 0, "按示范文本填写，A4纸双面打印"),
        Item("验资报告", 1, 2, "会计师事务所出具，开办资金不少于30000元"),
        Item("住所使用权证明", 0, 2, "自有的交不动产权证书，租赁的交租赁合同，期限不少于1年"),
        Item("法定代表人、理事、监事的基本情况和身份证明", 0, 1),
        Item("拟任负责人备案表", 2),
        Item("党建工作承诺书", 1, 0, "法定代表人签名"),
        Item("从业人员资格证书", 0, 0),
        Item("2026年12月1日至2027年11月30日的活动计划", 1),
        Item("消防安全、食品安全、环境保护和卫生条件等相关主管部门的许可文件或者备案凭证", 1, 1),
        Item("经办人授权委托书", 1, 0, "写明办理事项、权限和期限"),
    ),
    "en": (
        Item("Application form for registration", 2, 0, "signed by the legal representative"),
        Item("Approval by the supervising office", 1, 1, "not older than 90 days"),
        Item("Draft articles", 3, 0, "after the model text, A4, both sides"),
        Item("Report on paid-in capital", 1, 2, "by an accounting firm, at least CNY 30,000"),
        Item("Proof of premises", 0, 2, "title deed, or lease for at least 1 year"),
        Item("Particulars of the legal representative, directors and supervisors", 0, 1),
        Item("Record form for the persons in charge", 2),
        Item("Written commitment", 1, 0, "signed by the legal representative"),
        Item("Professional certificates of the staff", 0, 0),
        Item("Plan of activities from 2026-12-01 to 2027-11-30", 1),
        Item("Permits for fire safety, food safety and hygiene, where they apply", 1, 1),
        Item("Power of attorney", 1, 0, "with matter, scope and period"),
    ),
}  # fmt: skip

GROUP = {"zh": "综合受理(社会事务·老年人优先)", "en": "General counters: social affairs"}
CLERK = {"zh": "社会组织登记窗口 工号0217", "en": "registration counter, staff no. 0217"}
BASIS = {
    "zh": "《中华人民共和国行政许可法》第三十二条第一款第四项",
    "en": "Administrative Licensing Law of the PRC, article 32 (1) no. 4",
}
DAYS = {"zh": ("20个工作日", "60日"), "en": ("20 working days", "60 days")}
RESULT = {"zh": "民办非企业单位登记证书", "en": "registration certificate"}
POST = {"zh": "邮寄", "en": "post"}


def counters(count: int) -> list[Counter]:
    """Counters 1 to `count`, seven to an area."""
    return [
        Counter(
            n,
            str(n),
            "综合窗口",
            "General counter",
            CounterKind.COMPREHENSIVE,
            f"{'ABC'[n // 7]}区",
            f"Area {'ABC'[n // 7]}",
            open=True,
        )
        for n in range(1, count + 1)
    ]


def a_ticket(
    language: str,
    *,
    settings: Settings = HALL,
    number: str = "A1000",
    count: int = 20,
    ahead: int = 128,
    wait: Wait | None = LONG,
    priority: Priority | None = None,
) -> Paper:
    """The ticket of a long service that many counters do."""
    value = Ticket(
        id=1000,
        number=number,
        group="A",
        day=AT.date(),
        service="MZ005",
        service_name=SERVICE["zh"],
        service_name_en=SERVICE["en"],
        state=State.WAITING,
        priority=priority,
        issued_at=AT,
        counter=None,
        called_at=None,
        calls=0,
    )
    return ticket(
        settings,
        value,
        counters(count),
        group=GROUP[language],
        ahead=ahead,
        wait=wait,
        link=LINK,
        issued=AT,
        language=language,
    )


def a_checklist(language: str) -> Paper:
    """Of twelve papers six are missing, and three may follow."""
    items = MATERIALS[language]
    return checklist(
        HALL,
        SERVICE[language],
        items[:6],
        later=items[6:9],
        at_hand=items[9:],
        phone="0000-8000217",
        language=language,
    )


def a_notice(language: str, width_mm: int, settings: Settings = HALL) -> Paper:
    """Everything is missing."""
    return notice(
        settings,
        SERVICE[language],
        MATERIALS[language],
        given=AT.date(),
        valid=date(2027, 6, 30),
        link=LINK,
        language=language,
        case=CASE,
        basis=BASIS[language],
        promised=DAYS[language][0],
        clerk=CLERK[language],
        phone="0000-8000217",
        width_mm=width_mm,
    )


def an_acceptance(
    language: str,
    *,
    tentative: bool = True,
    deferring: bool = True,
    materials: tuple[Item, ...] = (),
) -> Paper:
    """Everything was handed in, a part of it later."""
    return acceptance(
        HALL,
        CASE,
        SERVICE[language],
        materials or MATERIALS[language],
        accepted=AT,
        due=date(2027, 1, 4),
        tentative=tentative,
        deferring=deferring,
        promised=DAYS[language][0],
        legal=DAYS[language][1],
        link=LINK,
        language=language,
        clerk=CLERK[language],
        phone="0000-8000217",
        supervision="0000-8000000",
        result=RESULT[language],
        how=POST[language],
    )


def a_promise(language: str) -> Paper:
    """Twelve papers follow."""
    return promise(
        HALL,
        CASE,
        SERVICE[language],
        MATERIALS[language],
        made=AT.date(),
        until=DUE,
        link=LINK,
        language=language,
    )


def a_delivery(language: str) -> Paper:
    """By post."""
    return delivery(
        HALL,
        CASE,
        SERVICE[language],
        [Thing(RESULT[language], 2), Thing(MATERIALS[language][10].name)],
        how=POST[language],
        tracking="EA000000000CN",
        delivered=DUE,
        language=language,
    )


def a_daily(language: str, *, finished: int = 1180) -> Paper:
    """A day that does not add up unless `finished` is 1180, with a counter that did nothing."""
    groups = [
        GroupDay("A", GROUP[language], 1234, finished, 20, 12, 9, 8, 5, median=18, longest=119),
        GroupDay("B", GROUP[language], 3, 3),
        GroupDay("C", GROUP[language]),
    ]
    rows = [
        CounterDay(each.code, each.title(language), 60 * (each.id < 20), 7) for each in counters(20)
    ]
    papers = PaperDay(printed=1219, sent=11, failed=4, unknown=3, reprinted=17)
    return daily(HALL, AT.date(), groups, rows, papers, printed=AT, language=language)


def all_papers(language: str, width_mm: int) -> dict[str, Paper]:
    """Every paper by name: the ordinary ones, and "full-..." the fullest."""
    full = {
        "ticket": a_ticket(language, priority=Priority.DISABLED),
        "reprint": reprint(a_promise(language), copy=12, at=AT, language=language),
        "checklist": a_checklist(language),
        "notice": a_notice(language, width_mm),
        "acceptance": an_acceptance(language),
        "promise": a_promise(language),
        "delivery": a_delivery(language),
        "daily": a_daily(language, finished=1181),
    }
    return dict(samples(language, width_mm)) | {f"full-{name}": each for name, each in full.items()}
