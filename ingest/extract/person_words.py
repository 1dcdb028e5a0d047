"""Names of people and words for their roles, and the relations that tell them."""

from __future__ import annotations

from graph.model import Institution, Person, Predicate, Relation, Span
from ingest.extract.body import Body
from ingest.extract.named import Named

_SURNAMES = (
    "欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|"
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文庞樊兰殷施洪翟"
    "安颜倪牛温芦季俞章鲁葛伍申尤毕聂柴焦齐梅庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃"
    "霍翁隋植甘景薄单包司柏宁柯阮桂闵解强丛华车冉房边净阴闻丘饶阚冷滕仇蓝苟晏邢岳惠连习巩桑刁卓褚娄应宫仲岑巴]"
)

NAME = rf"(?:(?:{_SURNAMES})[\u4e00-\u9fff]{{1,2}})"

_RANK = r"(?:原|时任|现任|党工委|党组成员|党委|党组|团委|常务|执行|名誉|首席|高级|助理|副|总|代)*"

OFFICE = (
    rf"{_RANK}(?:校长|院长|所长|主任|局长|厅长|部长|处长|科长|省长|市长|县长|区长|书记|董事长|总经理|经理|总裁|主席|"
    r"总理|委员长|行长|会长|理事长|秘书长|负责人|创始人|首席科学家|首席执行官|总工程师|总监|站长|组长|司长|庭长|署长|镇长|乡长|村长|董事|监事长|馆长|台长|园长|场长|厂长|院长助理|校长助理|CEO|CTO)"
)

TITLE = (
    rf"{_RANK}(?:教授|研究员|院士|工程师|讲师|博士|农艺师|主任医师|技术经理人|技术经纪人|研究馆员|"
    r"咨询师|分析师|设计师|代理师|合伙人|特派员|辅导员|社长|总编辑)"
)

ROLE = rf"(?:{OFFICE}|{TITLE})(?:(?:、|兼|、兼){_RANK}(?:{OFFICE}|{TITLE}))*"

Found = tuple[Person, Institution | None, Relation]


def affiliation(body: Body, who: Person, where: Institution, role: str, span: Span) -> Relation:
    attributes = (("role", role),) if role else ()
    return Relation(who.id, Predicate.AFFILIATED_WITH, where.id, body.quote(span), attributes)


def unit_of(words: str, bodies: Named) -> Institution | None:
    found = bodies.unit(words)
    return found[1] if found and found[0] == 0 else None


def mention(body: Body, who: Person, role: str, span: Span) -> Relation:
    place = body.narrowest(span[0]).id
    return Relation(place, Predicate.MENTIONS, who.id, body.quote(span), (("role", role),))
