"""Matrix, graph and indicators in a real browser: from the overview down to the quote."""

from __future__ import annotations

import re
from urllib.parse import quote

from playwright.sync_api import expect

from tests.page.conftest import OpenPage


def test_a_cell_of_the_matrix_opens_its_quotes_and_a_quote_opens_its_clause(
    open_page: OpenPage, starter_address: str
) -> None:
    page = open_page("/matrix", base=starter_address)
    page.locator("button.cell").first.click()
    quoted = page.locator(".findings blockquote").first
    words = quoted.inner_text()
    page.locator(".findings a").first.click()
    page.wait_for_selector("mark")

    assert "".join(page.locator("mark").all_inner_texts()) == words.replace("\n", "")


def test_what_a_region_does_not_say_is_said_in_words(
    open_page: OpenPage, starter_address: str
) -> None:
    page = open_page("/matrix", base=starter_address)

    expect(page.locator("td .none", has_text="未见").first).to_be_visible()


def test_the_map_has_a_square_for_each_province_and_says_which_are_not_held(
    open_page: OpenPage, starter_address: str
) -> None:
    page = open_page("/matrix?view=map", base=starter_address)
    page.wait_for_selector(".tile")

    expect(page.locator(".tile")).to_have_count(34)
    expect(page.locator(".tile", has_text="西藏")).to_contain_text("地区未入库")


def test_the_matrix_is_saved_as_csv_and_as_picture(
    open_page: OpenPage, starter_address: str
) -> None:
    page = open_page("/matrix", base=starter_address)
    page.wait_for_selector("button.cell")
    with page.expect_download() as csv:
        page.get_by_text("导出 CSV").click()
    with page.expect_download() as picture:
        page.get_by_text("导出 PNG").click()

    assert csv.value.path().read_text("utf-8-sig").startswith("region,")
    assert picture.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_graph_around_a_policy_tells_the_sentence_of_an_edge(open_page: OpenPage) -> None:
    node = quote("policy:青海省科技成果落地办法")
    page = open_page(f"/graph?node={node}")
    page.wait_for_selector("canvas")

    edge = page.locator(".edge", has_text="依据").first
    expect(edge).to_contain_text("科学技术进步法")
    expect(edge.locator("blockquote").first).to_contain_text("根据")


def test_days_and_kinds_narrow_the_graph_and_nothing_left_is_said(open_page: OpenPage) -> None:
    node = quote("policy:青海省科技成果落地办法")
    page = open_page(f"/graph?node={node}&kind=Person")

    expect(page.get_by_text("它和别的节点没有关系")).to_be_visible()


def test_a_name_is_found_and_becomes_the_centre(open_page: OpenPage) -> None:
    page = open_page("/graph")
    page.get_by_role("combobox", name=re.compile("找一个政策")).fill("青海省科技成果落地办法")
    page.get_by_role("option").first.click()

    page.wait_for_selector("canvas")
    assert "node=" in page.url


def test_a_target_shows_its_comparator_its_deadline_and_that_no_figure_is_held(
    open_page: OpenPage, starter_address: str
) -> None:
    page = open_page("/indicators", base=starter_address)
    line = page.locator(".line").first

    expect(line.locator(".value")).to_be_visible()
    expect(line).to_contain_text(re.compile("期限|未写期限"))
