"""Policies of invented organisations, each arranged in another way, with the clause headings a reader would list."""

AR = ("التعاريف", "البيانات التي نجمعها", "مدة الحفظ", "حقوقكم")
EN = ("Definitions", "Data we collect", "How long we keep it", "Your rights")
BODY_AR = (
    "يُقصد بالمنصة موقع واحة الزهور وتطبيقها.\nويُقصد بالعميل كل من يستخدمها.",
    "نجمع عند التسجيل:\n1. الاسم الكامل.\n2. رقم الجوال.\n3. عنوان التوصيل.",
    "نحتفظ بالبيانات 24 شهرًا من آخر طلب ثم نتلفها.",
    "لكم أن تطلبوا:\n• الاطلاع على بياناتكم.\n• تصحيحها أو إتلافها.\nونجيب خلال 30 يومًا عبر privacy@waha.example.",
)
BODY_EN = (
    "The platform means the Waha Flowers site and its application.\nA customer is anyone who uses it.",
    "When you register we collect:\n1. Full name.\n2. Mobile number.\n3. Delivery address.",
    "We keep the data for 24 months after the last order and then destroy it.",
    "You may ask:\n• to see your data.\n• to have it corrected or erased.\nWe answer within 30 days at privacy@waha.example.",
)
TITLE_AR, TITLE_EN = "سياسة الخصوصية", "Privacy Policy"
INTRO_AR = "تشرح هذه السياسة كيف تعامل واحة الزهور بياناتكم الشخصية."
INTRO_EN = "This policy explains how Waha Flowers treats your personal data."
ORDINALS = ("أولًا", "ثانيًا", "ثالثًا", "رابعًا")
NAMES = ("الأولى", "الثانية", "الثالثة", "الرابعة")
EASTERN = "٠١٢٣٤٥٦٧٨٩"


def arabic(mark: str = "{n}. ", gap: str = "\n", intro: bool = True) -> str:
    """Write the Arabic policy with a mark before each heading; `{n}`, `{e}`, `{o}` and `{a}` are its number."""
    return _policy(AR, BODY_AR, mark, gap, (TITLE_AR, INTRO_AR) if intro else ())


def english(mark: str = "{n}. ", gap: str = "\n", intro: bool = True) -> str:
    """Write the English policy with a mark before each heading."""
    return _policy(EN, BODY_EN, mark, gap, (TITLE_EN, INTRO_EN) if intro else ())


def headed(mark: str, n: int, heading: str) -> str:
    """Write one heading with its mark."""
    said = mark.format(
        n=n, e=EASTERN[n], o=ORDINALS[n - 1], a=NAMES[n - 1], r=("I", "II", "III", "IV")[n - 1]
    )
    return f"{said}{heading}"


def _policy(
    headings: tuple[str, ...], bodies: tuple[str, ...], mark: str, gap: str, intro: tuple[str, ...]
) -> str:
    clauses = [
        f"{headed(mark, n, heading)}{gap}{body}"
        for n, (heading, body) in enumerate(zip(headings, bodies, strict=True), start=1)
    ]
    return gap.join([*intro, *clauses])
