"""Policies in a real browser: the list with its facets, one policy, two texts side by side."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import expect

from tests.page.conftest import OpenPage


def test_a_facet_narrows_the_list_and_stands_in_the_address(open_page: OpenPage) -> None:
    page = open_page("/policies")
    expect(page.locator(".list li")).to_have_count(3)
    page.get_by_role("button", name="青海省 1", exact=True).click()

    expect(page.locator(".list li")).to_have_count(1)
    expect(page.locator(".list li a")).to_have_text("青海省科技成果落地办法")
    assert "region=" in page.url
    page.reload()
    expect(page.locator(".list li")).to_have_count(1)


def test_a_policy_tells_what_it_rests_on_and_what_happened_to_it_and_when(
    open_page: OpenPage,
) -> None:
    page = open_page("/policies?title=青海")
    page.locator(".list li a").click()

    expect(page.locator(".policy h1")).to_have_text("青海省科技成果落地办法")
    expect(page.locator(".edge", has_text="科学技术进步法").first).to_contain_text("未入库")
    expect(page.locator(".timeline")).to_contain_text("2021-07-01")


def test_two_documents_stand_side_by_side_with_their_differences_marked(
    open_page: OpenPage,
) -> None:
    page = open_page("/policies/compare?left=qh-001&right=nx-001")
    page.wait_for_selector(".pair")

    expect(page.locator(".heads h1").first).to_contain_text("青海省")
    expect(page.locator(".heads h1").last).to_contain_text("宁夏")
    changed = page.locator(".pair.changed").first
    expect(changed.locator("del").first).to_be_visible()
    expect(changed.locator("ins").first).to_be_visible()


def test_filters_that_nothing_fits_say_so(open_page: OpenPage) -> None:
    page = open_page(f"/policies?title={quote('没有这样的标题')}")

    expect(page.locator(".list")).to_contain_text("没有符合筛选的政策")
