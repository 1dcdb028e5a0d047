"""Three acts of our own invention, in the shape of real ones: what the ways in are tested with."""

from __future__ import annotations

import json
from pathlib import Path

QINGHAI = """\
# 青海省科技成果落地办法

（2021年3月30日青海省第十三届人民代表大会常务委员会第二十四次会议通过）

## 第一章 总则

第一条 为了让科技成果落地，根据《中华人民共和国科学技术进步法》，制定本办法。

第二条 本办法所称成果落地，是指把科技成果变为产品、服务或者工艺的活动。

## 第二章 分配

第三条 成果由单位转让的，应当从转让净收入中提取不低于百分之六十五的比例，奖励完成成果的人员：
（一）单位与完成人另有约定的，从其约定；
（二）没有约定的，在收入到账之日起九十日内发放。

第四条 省科学技术主管部门每年公布成果目录，目录中的成果不少于三百项。

第五条 单位以本人不知情为由拒绝发放奖励的，由省科学技术主管部门责令改正；😀不作为豁免。

## 第三章 附则

第六条 本办法自2021年7月1日起施行。2009年公布的《青海省成果落地暂行规定》同时废止。
"""

NINGXIA = """\
# 宁夏回族自治区科技成果落地规定

宁政发〔2022〕7号

第一条 为了推动科技成果落地，制定本规定。

第二条 成果由单位转让的，可以从转让净收入中提取不低于百分之八十的比例，奖励完成成果的人员。

第三条 完成成果的人员取得职务成果长期使用权的，期限不低于十二年。

第四条 本规定自2022年5月1日起施行。
"""

TIBET = """\
# 西藏自治区科技成果落地规则

第一条 为了推动科技成果落地，制定本规则。

第二条 成果由单位转让的，应当从转让净收入中提取不低于百分之七十的比例，奖励完成成果的人员。

第三条 本规则自2099年1月1日起施行。
"""


def write_acts(folder: Path) -> Path:
    """A folder with a manifest, as the ingestion takes it; returns the folder."""
    rows = [
        {"id": "qh-001", "file": "qh.md", "doc_type": "地方性法规", "region": "青海省"},
        {"id": "nx-001", "file": "nx.md", "doc_type": "规范性文件", "region": "宁夏回族自治区"},
        {"id": "xz-001", "file": "xz.md", "doc_type": "地方性法规", "region": "西藏自治区"},
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for row, text in zip(rows, (QINGHAI, NINGXIA, TIBET), strict=True):
        (folder / row["file"]).write_text(text, "utf-8")
    lines = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    (folder / "manifest.jsonl").write_text(lines, "utf-8")
    return folder
