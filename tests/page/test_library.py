"""The library in a real browser: files in, documents out, corrections made and undone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.page.conftest import OpenPage

ACT = """# 甘肃省科技成果落地办法

第一条 为了推动科技成果落地，制定本办法。

第二条 成果由单位转让的，应当从转让净收入中提取不低于百分之七十五的比例，奖励完成成果的人员。

第三条 本办法自2023年1月1日起施行。
"""


def uploaded(page: Page, folder: Path) -> None:
    file = folder / "gs-001.md"
    file.write_text(ACT, "utf-8")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="读入 1 个文件").click()
    expect(page.locator(".job .badge").first).to_have_text("完成", timeout=30_000)


def test_a_file_is_read_and_then_answers(
    open_page: OpenPage, own_address: str, tmp_path: Path
) -> None:
    page = open_page("/library?tab=upload", base=own_address)
    uploaded(page, tmp_path)
    page.locator(".job a", has_text="gs-001").click()

    expect(page.locator(".text h1")).to_have_text("甘肃省科技成果落地办法")
    page.goto(f"{own_address}/?q=甘肃省转让成果，奖励完成成果的人员的比例最低是多少？")
    expect(page.locator(".sentences")).to_contain_text("百分之七十五")


def test_a_file_that_cannot_be_read_says_why(
    open_page: OpenPage, own_address: str, tmp_path: Path
) -> None:
    page = open_page("/library?tab=upload", base=own_address)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing more")
    page.locator("input[type=file]").set_input_files(broken)
    page.get_by_role("button", name="读入 1 个文件").click()

    expect(page.locator(".job p.bad").first).to_contain_text("broken", timeout=30_000)


def test_a_document_is_deleted_after_it_was_asked_whether_really(
    open_page: OpenPage, own_address: str
) -> None:
    page = open_page("/library", base=own_address)
    line = page.locator(".documents li", has_text="西藏")
    line.get_by_role("button", name="删除").click()
    page.get_by_role("button", name="确定").click()

    expect(page.locator(".documents li")).to_have_count(2)


def test_a_statement_that_was_read_wrongly_is_rejected_and_the_verdict_undone(
    open_page: OpenPage, own_address: str
) -> None:
    page = open_page("/read/qh-001", base=own_address)
    page.locator(".text p", has_text="第三条").click()
    page.get_by_role("button", name="这条读错了").first.click()
    page.get_by_label("理由").fill("这一条只是举例")
    page.get_by_label("您的名字").fill("王审校")
    page.get_by_role("button", name="保存更正").click()
    expect(page.get_by_text("已更正")).to_be_visible()

    page.goto(f"{own_address}/library?tab=corrections")
    expect(page.locator("article")).to_contain_text("这一条只是举例")
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("还没有更正")).to_be_visible()
