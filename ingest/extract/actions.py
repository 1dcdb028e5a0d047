"""Actions that print no word of force: 将权限下放至…, 选择部分地区开展试点, 给予一次性奖励."""

from __future__ import annotations

import re

_ADVERBS = (
    r"(?:(?:积极|大力|加快|着力|进一步|全面|综合|切实|认真|深入|有序|逐步|稳步|不断|努力|充分|科学|合理|严格|适时|及时|"
    r"依法|依规|依法依规|定期|主动|广泛|重点|继续|持续|尽快|率先|集中|分类|有效|共同|稳妥|坚决|优先|同步|择优|统一|"
    r"年内|全年|每年|当年|每季度|健康|高质量|高水平|扎实|严厉|重新|分别|联合|研究|探索|统筹|牵头|加强|规范|总结|组织|指导|推动|推进|以点带面|"
    r"因地制宜|才|首次|分步|分批|分级|原则上|一律|试点|广泛地|也|并|同时|还|再|均|都)(?:地|，)?){0,4}"
)
_VERBS = (
    "建立|健全|增设|开设|设置|推出|启动|完善|加强|加大|加快|推动|推进|推行|推广|促进|探索|开展|实施|实行|试行|落实|执行|强化|优化|深化|提升|提高|"
    "扩大|拓展|拓宽|搭建|打造|构建|组建|设立|成立|建设|新建|发展|培育|培养|引进|引导|支持|鼓励|吸引|集聚|选择|选取|遴选|"
    "选派|制定|制订|修订|编制|出台|发布|公布|公开|明确|细化|规范|统筹|整合|盘活|利用|运用|用好|发挥|放宽|放开|取消|"
    "简化|精简|压缩|缩短|减少|降低|减免|免征|免收|清理|整治|查处|打击|防范|防止|化解|下放|赋予|授权|授予|委托|购买|增加|"
    "增强|提供|给予|安排|落细|保障|确保|改革|改进|改善|创新|试点|部署|组织|协调|指导|督促|督导|考核|评估|评价|监测|监督|"
    "检查|抽查|通报|宣传|普及|表彰|奖励|补贴|补助|资助|支付|拨付|列入|纳入|归集|共享|开放|开通|开发|研发|研制|攻克|突破|"
    "转化|应用|示范|对接|衔接|配合|参与|承接|承办|举办|筹办|做好|抓好|抓紧|做强|做大|坚持|坚决|树立|牢固树立|突出|聚焦|"
    "围绕|把握|遵循|尊重|保护|维护|管控|控制|严控|严守|严禁|限制|淘汰|禁止|关闭|停止|暂停|调整|改造|升级|修复|治理|恢复|"
    "疏解|布局|规划|安置|救助|帮助|帮扶|扶持|解决|消除|破除|打破|打通|畅通|疏通|理顺|厘清|划分|界定|总结|复制|梳理|"
    "汇总|报送|上报|报告|备案|审核|审查|审批|核发|办理|受理|认定|评选|命名|授牌|注册|登记|签订|签署|借鉴|学习|研究|"
    "论证|设计|征求|听取|邀请|聘请|招募|招收|招聘|培训|轮训|教育|营造|形成|实现|达到|完成|力争|争取|允许|同意|批准|"
    "督办|挂牌督办|投入|建成|兑现|拨付|贯彻|践行|弘扬|传承|塑造|丰富|激发|调动|释放|挖掘|摸清|编写|配备|配置|配套|充实|壮大|稳定|巩固|夯实|筑牢|兜牢|"
    "开办|创办|开出|办好|共建|共享|颁发|发放|说明|提交|公示|公告|移送|移交|退还|缴回|核减|扣减|调减|处罚|约谈|终止|中止|撤销|追缴|追回|收回|反馈|填报|复核|验收|"
    "紧扣|创建|确立|引入|确定|询问|查阅|使用|接收|采集|记录|遵守|履行|压实|追究|问责|惩戒|惩处|依托|借助|面向|立足"
)
# 建设的, 开展情况, 实施方案: the verb is part of a noun.
_NOT_VERB = (
    r"(?!的|者|人员|情况|方案|意见|办法|细则|工作的"
    r"|[^，。；]{0,4}的(?:机构|单位|研究|原则|要求|需要))"
)
# 2026年9月底前|建立…, 第四季度|开展…
_BY_WHEN = (
    r"(?:到|至|于|自)?(?:每年|20\d\d年(?:度|底|末)?|(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:底|末|份)?|"
    r"第?[一二三四]季度|[上下]半年|年底|月底|季度末){0,3}(?:之?前|起|内)?，?"
)
_OPENS = re.compile(rf"{_BY_WHEN}{_ADVERBS}(?P<verb>{_VERBS}){_NOT_VERB}")
# 将结果作为…依据, 对符合条件的企业给予…, 在园区设立受理点: the object or the place comes first.
_FRONTED = re.compile(
    rf"{_ADVERBS}(?:将|把|对于?|向|为|在|按照?|依照|根据|依据|通过|以|从|由|与|自|于|凭|经|针对|围绕|依托|借助|结合|利用|会同|联合)"
    rf"[^，。；：]{{2,80}}?(?:{_VERBS}|作为|改为|转为|变更|处理|惩处|处罚|打击|记于|予以|进行|提交|划转|移交|交由|到位|脱钩|挂钩|倾斜|"
    rf"享受|负责|公示|处理|监管|采取|合作|考虑|加以|全覆盖){_NOT_VERB}"
)
_BODY = (
    r"[\u4e00-\u9fff、（）“”]{0,40}?(?:部门|机关|机构|政府|单位|地区|地方|当地|企业|院校|高校|学校|院所|大学|学院|"
    r"研究院|研究所|集团|银行|公司|协会|学会|"
    r"委员会|中心|园区|示范区|试验区|高新区|开发区|新区|平台|基地|法院|医院|党委|党组|领导小组|联席会议|总局|总署|"
    r"财政|[委部局厅办署]|[省市区县]|国家|中央|各地|社会(?!保障)|标准版|系统)(?:[（(][^（）()]{1,40}[）)])?"
)
_BY_BODY = re.compile(rf"(?P<body>{_BODY})(?:将|已经?|要)?{_ADVERBS}(?P<verb>{_VERBS}){_NOT_VERB}")
_BY_BODY_FRONTED = re.compile(
    rf"(?P<body>{_BODY})(?=(?:将|把|对|在|按照|根据|会同|结合|通过|负责|牵头|要|联合|联手|携手|与|依托|面向))"
)
# 科技成果评价实行…, 有关企业不受…限制, 资金由…负责: what is ruled on comes first.
_RULED = re.compile(
    r"实行(?=[^，。；]{2})|不受[^，。；]{2,40}限制|不再(?=[^，。；]{4})|暂不|(?:主要)?由[^，。；]{2,40}负责|享受[^，。；]{2,30}(?:政策|待遇|优惠)"
    r"|优先(?=[\u4e00-\u9fff]{4})|(?:核减|扣减|调减|取消|暂停|终止|收回|追回)[^，。；]{2,30}|由[^，。；]{2,24}(?:任|担任)(?:组长|召集人|主任)"
    r"|予以(?:免责|容错|支持|表扬|通报|鼓励|倾斜|认可)|(?:每|各)[^，。；]{1,10}限(?:推荐|申报|推|报)|作为[^，。；]{2,40}依据|(?:给予|予以)[^，。；]{0,20}(?:奖励|奖补|补贴|补助|资助|支持|扶持|优惠|补偿|贴息|表彰)"
    r"|(?:列|纳)入[^，。；]{2,40}|(?:设|成)立[^，。；]{2,30}(?:资金|基金|奖|专项|小组|委员会|中心)"
)
# What is told, not done: meaning, praise, background, and how to read the text.
_TOLD = re.compile(
    r"收悉|(?:提出|作出?)(?:以下|如下)|(?:制定|制订)(?:本|如下|以下)|现(?:将|就|提出|印发|批复|答复|通知|通报|函告)|具有重(?:要|大)|重要意义|是指|(?<![但而凡就还或要只总于])是(?!否)[^，。；]{2,60}(?:的|部署|要求|举措|任务|内容|途径|保障|基础)|"
    r"仍然?存在|不足(?![一二两三四五六七八九十百\d])|不够|有待|取得了?[^，。；]{0,12}(?:成效|成绩|进展|成果)|所称|简称|下同|自[^，。；]{2,20}起(?:施行|执行)|"
    r"^[（(]|年\d{1,2}月\d{1,2}日$|(?<!负责)同志"
)
# In an act only these are actions without a word of force; the rest describes or defines.
_RULED_IN_ACT = re.compile(
    r"(?:给予|予以)[^，。；]{0,20}(?:奖励|奖补|补贴|补助|资助|扶持|优惠|贴息|表彰)(?!的)"
    r"|享受[^，。；]{2,60}(?:优惠政策|优惠|待遇|政策)(?!的)|作为[^，。；]{2,40}(?:依据|条件|参考)(?:之一)?(?=[，。；]|$)"
    r"|(?:^|(?<=[，：；]))(?:国家|本[省市]|自治区|[市省区县]人民政府)?(?:实行|设立)[^，。；]{2,30}(?:制|制度|资金|基金|奖|专项)"
    r"|(?:给予|予以)[^，。；]{0,12}(?:配套|补偿|倾斜|支持)(?!的)"
    r"|财政[^，。；]{0,10}(?:安排|列支|配套|统筹|拨付|补助)[^，。；]{2,40}"
    r"|由[^，。；]{2,24}(?:承担|负担|补助|颁发|发放|支付|兑付)"
    r"|按照?[^，。；]{2,30}(?:计算|支付|分配|结算|计提|兑现)(?=[，。；]|$)"
)
# 用于奖励的股份不低于…百分之七十五: a bound in an act orders.
_BOUND_IN_ACT = re.compile(
    r"(?:不低于|不少于|不高于|不超过)[^，。；]{0,24}(?:百分之|[%％]|[百千万亿]元)"
)
# What is done to those who break a rule, and what is not held against those who kept it.
_SANCTIONS = re.compile(
    r"责令[^，。；]{2,}|没收|处以?[^，。；]{1,24}罚款|(?:撤销|取消|吊销|收回|追回|追缴|暂停|终止)[^，。；]{2,30}|"
    r"(?:给予|予以)(?:警告|处分|通报|批评|行政处分|党纪)|依法(?:给予)?处分|依法追究"
    r"|不因[^，。；]{2,40}(?:承担|追究)|不(?:予)?追究[^，。；]{0,16}责任|不承担[^，。；]{0,12}责任|免(?:予|除)(?:追究|承担|处罚|责任)|予以免责"
)
_NO_SANCTION = re.compile(r"有下列|除外|所称|是指|另有|下列(?:情形|行为)")
_PUNISHES = re.compile(r"处分|罚款|违法|没收|责令|吊销|赔偿|刑事|处罚|有下列|除外|所称|是指|另有")


def is_told(text: str) -> bool:
    """Whether the sentence explains rather than orders: its meaning, its background, its terms."""
    return bool(_TOLD.search(text))


def opens_action(piece: str) -> bool:
    """Whether a piece between two commas starts with what is to be done."""
    return bool(_OPENS.match(piece) or _FRONTED.match(piece))


def acts(text: str) -> bool:
    """Whether a clause of a normative document says what is done, though it prints no word of
    force. A title in 《》 and words in brackets are no actions.
    """
    pieces = re.split(r"[，：、；](?![^（(]*[）)])", text)
    return bool(_RULED.search(text)) or any(
        opens_action(piece) or _BY_BODY.match(piece) or _acts_of_body(piece) for piece in pieces
    )


def acting_body(piece: str) -> str:
    """The body that the piece opens with where it says what that does: 省科技厅|设立…

    Empty for other pieces.
    """
    found = (_BY_BODY.match(piece), _BY_BODY_FRONTED.match(piece) if _acts_of_body(piece) else None)
    # 省人力资源社会保障厅在…: 社会 and 保障 look like a body and what it does.
    return max((match["body"] for match in found if match), key=len, default="")


def _acts_of_body(piece: str) -> bool:
    body = _BY_BODY_FRONTED.match(piece)
    return bool(body and _FRONTED.match(piece, body.end()))


def rules_in_act(text: str) -> bool:
    """Whether a clause of an act grants, sets up, bounds or punishes something without a word of
    force.
    """
    bounds = bool(_BOUND_IN_ACT.search(text)) and not _PUNISHES.search(text)
    return bounds or grants(text) or punishes(text)


def grants(text: str) -> bool:
    """Whether a clause tells what is granted, paid or set up."""
    return bool(_RULED_IN_ACT.search(text)) and not _PUNISHES.search(text)


def punishes(text: str) -> bool:
    """Whether a clause says what is done to those who break a rule, or what nobody answers for."""
    return bool(_SANCTIONS.search(text)) and not _NO_SANCTION.search(text)


# An instrument that only an authority makes: 鼓励企业…，|建立成果评价机制.
_INSTRUMENT = re.compile(
    rf"{_ADVERBS}(?:建立|健全|完善|设立|制定|出台|实行|实施|推广|取消|放宽|优化|搭建|编制|发布)"
    r"[^，。；]{2,40}(?:机制|制度|体系|政策|平台|办法|标准|清单|目录|名录|规划|规则|模式|流程|限制|环境)(?=[，。；]|$)"
)
# 鼓励保险机构开发产品，|省级财政按保费的30%给予补贴; 支持高校设学科，|推动三市建设基地
_FUNDS = re.compile(
    r"(?:(?:中央|省|市|区|县|本级|同级|各级)?级?财政|(?:推动|推进|引导|指导|督促)(?=[^，。；]{6}))"
)
# A new action of the authority: …定价模式，|加快建设交易市场; …机制，|引导资本投入.
_NEW_START = re.compile(
    r"(?:积极|大力|加强)?(?:引导[\u4e00-\u9fff]|加快(?:建设|推进|完善|建立|发展|培育|构建)|探索(?!创新)[\u4e00-\u9fff])"
)


def starts_anew(piece: str, *, encouraged: bool) -> bool:
    """Whether a piece behind a comma is an action of its own in a normative document.

    ``encouraged`` says that the words before encourage others, who may go on acting.
    """
    pattern = _INSTRUMENT if encouraged else _NEW_START
    return bool(pattern.match(piece) or (encouraged and _FUNDS.match(piece)))
