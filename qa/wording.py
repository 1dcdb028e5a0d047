"""How people say what a policy text says: lay and short wordings beside those of the law."""

from __future__ import annotations

import re
from functools import cache

# One group a line: any wording of it in a question may stand for any other in a text.
# A wording is there because people and texts use it so, whatever the document.
_GROUPS = """
高校 高等院校 高等学校 大学 院校
科研机构 研究开发机构 研发机构 科研院所 科研单位 研究机构 科学研究机构 研究所 科学技术研究开发机构
高校院所 高等院校 研发机构 研究开发机构 科研院所 科研机构
医院 医疗卫生机构 医疗机构
国企 国有企业 国有独资企业 国有控股企业 国有及国有控股企业
民企 民营企业 民营科技企业 民营经济组织
小企业 中小企业 中小微企业 小微企业 小型微型企业 中小型企业
国家设立 政府设立 公立 财政资金设立 财政性资金设立
财政资金 财政性资金 财政经费 财政拨款 公家的钱
发明人 完成人 设计人 科技成果完成人 主要完成人 重要贡献的人员 做出重要贡献 作出重要贡献
完成和转化人员 完成、转化 重要贡献的人员
科研人员 科技人员 研究人员 科学技术人员 科学技术工作者 专业技术人员 老师 教师
转让 卖 卖出 卖掉 出售 出让
许可 授权使用 许可使用 许可他人 给别人用 让别人用
作价投资 作价入股 技术入股 入股 折算股份 作价出资
自行投资实施 自行实施 自己干 自己做 自己实施 自己转化 自行转化
合作实施 与他人合作 一起干 合作转化
奖励 奖金 奖酬 奖酬金 提成 分成 报酬 奖励和报酬 分多少 分钱
提取 拿出 拿多少 至少拿 能拿 分给 提多少
分红 收益分享 收益分配 分享收益
约定 说好 商定 签协议 协议
科技成果 科研成果 科学技术成果 研究成果
职务科技成果 职务成果 职务发明创造 职务发明
罚款 罚 处罚 罚多少 罚钱 罚金
期限 时限 期间
研发经费 研究开发经费 科学技术研究开发经费 研究与试验发展经费 科研经费 科学研究与试验发展经费
研发 研究开发 研究与试验发展 R&D
GDP 国内生产总值 地区生产总值 生产总值
科技 科学技术
科普 科学技术普及
科技局 科技厅 科学技术行政部门 科学技术部门 科技主管部门 科技行政部门 科学技术主管部门 科委
科技部 科学技术部 国务院科学技术行政部门
专利局 知识产权局 专利行政部门 管理专利工作的部门 专利管理部门 知识产权部门
免责 免除责任 不承担责任 免除其 不承担 勤勉尽责 尽职免责 勤勉尽职
容错 宽容失败 容错纠错 失败 免责
领导 领导职务 领导人员 领导干部 正职领导 主要负责人 法定代表人 担任领导
股权 股份 出资比例 股权奖励
利润 营业利润 盈利
定价 确定价格 价格 作价
国有资产评估 资产评估 评估
审批 批准 报批 审核 备案
登记 注册 备案登记
保护期 保护期限 有效期 有效期限 期限 保护多少年 保护几年 保护多久
申请 提出申请 申报 报名
驳回 不予受理 不受理 不予批准 不批准
赔偿 赔偿损失 赔偿额 赔偿数额 赔钱 赔多少
侵权 侵犯 侵害
仿冒 假冒 冒充 造假
技术调查官 调查官
拿不到 不得申请
门槛 限制条件 限制性条件
校长 主要负责人 正职领导
技术经理人 技术经纪人 技术经理 技术经纪 经纪人
创新券 科技创新券 科创券 科技券
孵化器 科技企业孵化器 孵化机构 众创空间
仪器 大型科学仪器 科学仪器 大型仪器 仪器设施 仪器设备
个税 个人所得税
延期纳税 递延纳税 递延 暂不纳税
离岗创业 离岗创办企业 离岗 出去创业 下海
兼职 兼职取酬 兼薪
公示 公开公示 公开
施行 生效 实施 起施行 开始实行
废止 失效 作废 废除 停止执行
发布 公布 印发 出台 颁布
年报 年度报告
代理机构 专利代理机构 事务所
代理师 专利代理师 专利代理人 代理人
新品种 植物新品种 品种权
布图设计 集成电路布图设计 芯片布图
软件 计算机软件
拒绝 不同意 不予
泄露 泄密 泄漏 披露
保密 保守秘密 商业秘密 技术秘密
惩罚性赔偿 加倍赔偿 翻倍赔偿
管辖 归哪个法院
上诉 提起上诉
起诉 提起诉讼 打官司 诉讼
复审 行政复议 复议
费用 收费 钱 经费
年费 缴费 交费 缴纳
预算 财政预算
编制 岗位 特设岗位
落户 户籍 户口 常住户口
子女 子女就学 子女入学 孩子上学 孩子
住房 租房 买房 人才公寓
补贴 补助 资助 资金支持 补给
贷款 信贷 融资 借钱
贴息 贷款贴息 利息补贴
基金 引导基金 创业投资引导基金
首台套 首台（套） 首购 首批次
试错 失误 错误 探索性
职称 专业技术职称 专业技术资格 专业技术职务
考核 绩效考核 考核评价 绩效评价 评价
目标 指标
培训 教育培训 进修
硕士 研究生 研究生教育
培养基地 人才培养基地 培训基地 培养人才的基地
登记机构 认定登记机构 技术合同认定登记机构
中介 中介机构 中介服务机构 服务机构 转化服务机构
撤销 取消 吊销 注销
禁止 不得 严禁 不准 不许
应当 必须 应该 要求
怎么算 计算方法 计算公式 公式 如何计算
定义 是指 含义 什么意思 指的是
牵头 负责 主管 组织
代表作 论文 代表性成果
骗取 弄虚作假 造假 作假 欺骗 不正当手段
三倍 3倍
五倍 5倍
比重 占比 比例 占
采纳 采信 参考 作为参考
能看 查看 查阅 公开
寄 邮寄 快递 挂号信 邮件
官司 诉讼 案件 纠纷案件
禁令 行为保全 停止有关行为 停止侵犯 停止侵权
出事 解除 后果
批件 批准文件 批文
换掉 废止 修订 取代
下限 不低于 底线
学位 学历
人工智能 AI
生物医药 医药产业
专家库 智库 专家
梯度 梯队 初、中、高 分级 三级
双向流动 人才流动 流动
外籍 外国人 外国专家 境外人才
出资 投入 投资
捐赠 捐助 资助
强制许可 强制实施许可
优先权 优先
实质审查 实审
外观设计 外观
著作权 版权
展品 展会 展览会
先使用后付费 先试用后付费 先用后付
所有权 产权 权属 归属
长期使用权 使用权
下放 赋予 给予 赋权
单列 单独 不纳入
工资总额 绩效工资 绩效工资总量 工资
连续 每年
不一致 听谁的 抵触 为准 按照本条规定
卫健委 卫生健康委员会 卫生健康委 卫生健康部门 卫生健康行政部门
教委 教育委员会 教育部门 教育行政部门
人社局 人社厅 人力资源社会保障部门 人力资源和社会保障部门 人社部门
发改委 发展改革部门 发展和改革部门
农技员 农业技术推广人员 农业技术人员 农技推广人员
农技 农业技术
农民 农业劳动者 农户 农村承包经营户
强迫 强制 强行
个体户 个体工商户
投票 表决 表决权
公立医院 政府设立的医疗卫生机构 医疗卫生机构
公办 政府设立 国家设立 国家举办 利用财政性资金设立 公立
学术造假 科研失信 弄虚作假 学术不端 剽窃 抄袭
去世 死亡 逝世
作家 作者
小说 作品
法人代表 法定代表人
闲置 未实施 没用 放着 未组织实施 不转化
归谁管 负责 主管 管理
定出 制定 定
交回 返还 上交 上缴
分到 获得 份额
留给 份额
退 退还 返还
异议 提出异议
法院 人民法院
三项费用 科技三项费用
办完 作出处理决定 办结 审结
延长 延期 延多久 最多能延
低于 不足
逾期 超过 未按期 过期
改正 整改 责令改正 限期改正
通报批评 通报
举报 投诉
仲裁 调解
"""

# Common short forms of words inside titles: 科普法 is 科学技术普及法.
TITLE_SHORT_FORMS: tuple[tuple[str, str], ...] = (
    ("科普", "科学技术普及"),
    ("科技", "科学技术"),
    ("知产", "知识产权"),
    ("成果转化", "科技成果转化"),
    ("科创", "科技创新"),
    ("自创区", "自主创新示范区"),
    ("高新区", "高新技术产业开发区"),
    ("经开区", "经济技术开发区"),
    ("反法", "反不正当竞争法"),
    ("农技", "农业技术"),
    ("示范区", "自主创新示范区"),
    ("自科基金", "自然科学基金"),
)

# English question words and field terms. Longest first when looked up.
ENGLISH: tuple[tuple[str, str], ...] = (
    ("technology transfer manager", "技术经理人"),
    ("technology manager", "技术经理人"),
    ("technology broker", "技术经纪人"),
    ("technology transfer", "技术转移"),
    ("technology market", "技术市场"),
    ("technology contract", "技术合同"),
    ("scientific and technological achievement", "科技成果"),
    ("transformation of scientific and technological achievements", "科技成果转化"),
    ("promoting the transformation of", "促进转化"),
    ("commercialization", "转化"),
    ("commercialisation", "转化"),
    ("service invention", "职务发明创造"),
    ("inventor", "发明人"),
    ("university", "高等院校"),
    ("universities", "高等院校"),
    ("research institution", "研究开发机构"),
    ("research institute", "研究开发机构"),
    ("hospital", "医疗卫生机构"),
    ("state-owned enterprise", "国有企业"),
    ("enterprise", "企业"),
    ("company", "企业"),
    ("reward", "奖励"),
    ("bonus", "奖励"),
    ("remuneration", "报酬"),
    ("net income", "净收入"),
    ("licensing", "许可"),
    ("license", "许可"),
    ("licence", "许可"),
    ("assignment", "转让"),
    ("transfer", "转让"),
    ("equity", "股份"),
    ("share", "股份"),
    ("investment", "投资"),
    ("patent law", "专利法"),
    ("trademark law", "商标法"),
    ("copyright law", "著作权法"),
    ("patent agent", "专利代理师"),
    ("patent", "专利"),
    ("invention", "发明"),
    ("utility model", "实用新型"),
    ("design", "外观设计"),
    ("trademark", "商标"),
    ("copyright", "著作权"),
    ("plant variety", "植物新品种"),
    ("software", "计算机软件"),
    ("term of protection", "保护期"),
    ("protection period", "保护期"),
    ("punitive damages", "惩罚性赔偿"),
    ("damages", "赔偿"),
    ("infringement", "侵权"),
    ("fine", "罚款"),
    ("penalty", "罚款"),
    ("percentage", "比例"),
    ("ratio", "比例"),
    ("proportion", "比例"),
    ("minimum", "不低于"),
    ("at least", "不低于"),
    ("at most", "不超过"),
    ("maximum", "不超过"),
    ("deadline", "期限"),
    ("how long", "期限"),
    ("how many", "多少"),
    ("how much", "多少"),
    ("when", "何时"),
    ("who", "谁"),
    ("which department", "哪个部门"),
    ("effective", "施行"),
    ("take effect", "施行"),
    ("enter into force", "施行"),
    ("in force", "有效"),
    ("repealed", "废止"),
    ("definition", "定义"),
    ("annual report", "年度报告"),
    ("tax", "税收"),
    ("fund", "基金"),
    ("budget", "预算"),
    ("innovation voucher", "科技创新券"),
    ("incubator", "孵化器"),
    ("training base", "培养基地"),
    ("training", "培训"),
    ("professional title", "职称"),
    ("pricing", "定价"),
    ("price", "价格"),
    ("auction", "拍卖"),
    ("approval", "审批"),
    ("liability", "责任"),
    ("exempt", "免除"),
    ("beijing", "北京"),
    ("shanghai", "上海"),
    ("zhejiang", "浙江"),
    ("shandong", "山东"),
    ("henan", "河南"),
    ("guangdong", "广东"),
    ("shaanxi", "陕西"),
    ("chongqing", "重庆"),
    ("shenzhen", "深圳"),
    ("guangzhou", "广州"),
    ("hangzhou", "杭州"),
    ("ningbo", "宁波"),
    ("qingdao", "青岛"),
    ("jiangsu", "江苏"),
    ("hubei", "湖北"),
    ("sichuan", "四川"),
    ("tianjin", "天津"),
    ("national", "国家"),
    ("regulations", "条例"),
    ("regulation", "条例"),
    ("law", "法"),
    ("national natural science foundation", "国家自然科学基金"),
    ("natural science fund", "自然科学基金"),
    ("grant", "基金资助项目"),
    ("applicant", "申请人"),
    ("application", "申请"),
    ("reconsideration", "复审"),
    ("review", "复审"),
    ("re-examination", "复审"),
    ("refusal", "不予资助决定"),
    ("refused", "不予"),
    ("appeal", "上诉"),
    ("days", "日内"),
    ("how many days", "多少日内"),
    ("months", "月内"),
    ("years", "年"),
    ("how many years", "多少年"),
    ("by what means", "下列方式"),
    ("means", "方式"),
    ("ways", "方式"),
    ("holder", "持有者"),
    ("transform", "转化"),
    ("transformation", "转化"),
    (
        "promoting the transformation of scientific and technological achievements",
        "促进科技成果转化",
    ),
    (
        "law on promoting the transformation of scientific and technological achievements",
        "促进科技成果转化法",
    ),
    (
        "law on promoting transformation of scientific and technological achievements",
        "促进科技成果转化法",
    ),
    ("scientific and technological achievements", "科技成果"),
    ("scientific or technological achievement", "科技成果"),
    ("achievement", "科技成果"),
    ("science and technology progress law", "科学技术进步法"),
    ("science popularization law", "科学技术普及法"),
    ("higher education law", "高等教育法"),
    ("anti-unfair competition law", "反不正当竞争法"),
    ("private economy promotion law", "民营经济促进法"),
    ("small and medium-sized enterprises", "中小企业"),
    ("small and medium enterprises", "中小企业"),
    ("implementing regulations", "实施细则"),
    ("implementing rules", "实施细则"),
    ("newly adopted", "新修订"),
    ("registered", "注册"),
    ("registration", "注册"),
    ("mark", "商标"),
    ("marks", "商标"),
    ("before", "以前"),
    ("layout design", "布图设计"),
    ("integrated circuit", "集成电路"),
    ("trade secret", "商业秘密"),
    ("technology secret", "技术秘密"),
    ("pilot", "试点"),
    ("ownership", "所有权"),
    ("state-funded", "财政性资金"),
    ("public", "政府设立"),
    ("doctor", "医生"),
    ("staff", "人员"),
    ("researcher", "科技人员"),
    ("leader", "领导职务"),
    ("income", "收入"),
    ("profit", "利润"),
    ("contract", "合同"),
    ("agreement", "约定"),
    ("department", "部门"),
    ("authority", "部门"),
    ("responsible", "负责"),
    ("annual", "年度"),
    ("report", "报告"),
    ("target", "目标"),
    ("by 2025", "到2025年"),
    ("talent", "人才"),
    ("certification", "认证"),
    ("qualification", "资格"),
    ("technology manager's", "技术经理人"),
    ("formula", "计算方法"),
    ("calculated", "计算方法"),
    ("indicator", "指标"),
    ("district", "区"),
    ("province", "省"),
    ("city", "市"),
    ("liable", "责任"),
    ("compensation", "赔偿"),
    ("import", "进口"),
    ("export", "出口"),
    ("luoyang", "洛阳"),
    ("zhengzhou", "郑州"),
    ("zhoushan", "舟山"),
    ("shantou", "汕头"),
    ("zibo", "淄博"),
    ("pudong", "浦东"),
    ("zhongguancun", "中关村"),
    ("zhejiang province", "浙江省"),
    ("hebei", "河北"),
    ("hunan", "湖南"),
    ("anhui", "安徽"),
    ("fujian", "福建"),
    ("xi'an", "西安"),
)


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """Wording → every wording that may stand for it, itself first."""
    found: dict[str, list[str]] = {}
    for line in _GROUPS.split("\n"):
        words = line.split()
        for word in words:
            kept = found.setdefault(word, [word])
            kept += [other for other in words if other not in kept]
    return {word: tuple(kept) for word, kept in found.items()}


@cache
def _any_english() -> re.Pattern[str]:
    longest_first = sorted((w for w, _ in ENGLISH), key=lambda w: (-len(w), w))
    words = "|".join(map(re.escape, longest_first))
    return re.compile(rf"\b(?:{words})(?:s|es|d|ed)?\b", re.IGNORECASE)


def chinese_of(question: str) -> str:
    """An English question as Chinese keywords in its order; what is unknown is left out."""
    table = dict(ENGLISH)
    words = []
    for match in _any_english().finditer(question):
        word = match.group().lower()
        key = next(w for w in sorted(table, key=len, reverse=True) if word.startswith(w))
        words.append(table[key])
    return "，".join(words)


def is_english(question: str) -> bool:
    """Whether a question has more Latin letters than Chinese characters."""
    latin = sum(c.isascii() and c.isalpha() for c in question)
    return latin > 2 * sum("\u4e00" <= c <= "\u9fff" for c in question)
