"""Every page names the responsible person, or says that there is none."""

from __future__ import annotations

from support.site_folder import SiteFolder

BANNER = "nobody has taken editorial responsibility for this site"


def test_the_foot_of_every_page_names_who_answers(site: SiteFolder) -> None:
    publisher = (
        "publisher: {name: A, responsible: 'B <i>&', contact: desk@a.example, "
        "address: 1 Bridge Street, funding: Members.}"
    )
    site.write(
        "mkdocs.yml",
        f"site_name: A\ntheme: {{name: material}}\nplugins:\n  - factdesk:\n      {publisher}\n",
    )

    assert site.build().exit_status == 0

    for address in ("", "claims/", "verdicts/"):
        page = site.page(address)
        assert "Responsible: B &lt;i&gt;&amp;" in page
        assert '<a href="mailto:desk@a.example">desk@a.example</a>' in page
        assert "Address: 1 Bridge Street" in page
        assert "Funding: Members." in page
        assert "md-banner" not in page


def test_without_somebody_who_answers_every_page_has_a_banner(site: SiteFolder) -> None:
    site.write("mkdocs.yml", "site_name: A\ntheme: {name: material}\nplugins:\n  - factdesk\n")

    checked = site.run("check", "--notes")
    site.build()

    assert "FD516" in checked.out
    assert all(BANNER in site.page(address) for address in ("", "claims/", "verdicts/"))
