"""A project on disk as values: found from any folder, loaded from disk or Git, no file twice."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kms_i18n.errors import ConfigError, ConfinementError, DocumentError, KmsError
from kms_i18n.project import Project, Root, filled, find, load
from kms_i18n.tree import GitTree, WorkTree

REPOSITORY = Path(__file__).parent.parent
CONFIG = """\
source_locale: en
documents:
  - source/*.txt
locales: {km: , fr: , en: {role: editorial}}
"""


def project(root: Path, config: str, **files: str) -> WorkTree:
    """Lay a project; ``source__a_txt`` is source/a.txt."""
    paths = {name.replace("__", "/").replace("_", "."): text for name, text in files.items()}
    for path, text in {"kms-i18n.yaml": config, **paths}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return WorkTree(root)


def refused(tree: WorkTree) -> list[str]:
    """Return why a project cannot be loaded, one line each."""
    with pytest.raises(ConfigError) as error:
        load(tree)
    return str(error.value).splitlines()


# ── Finding ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["kms-i18n.yaml", "kms-i18n.yml"])
def test_a_project_is_found_from_any_folder_in_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(CONFIG)
    (tmp_path / "source/archive").mkdir(parents=True)
    assert find(tmp_path) == Root(tmp_path, name)
    assert find(tmp_path / "source/archive") == Root(tmp_path, name)


def test_the_nearest_project_wins(tmp_path: Path) -> None:
    project(tmp_path, CONFIG)
    project(tmp_path / "inner", CONFIG)
    assert find(tmp_path / "inner").path == tmp_path / "inner"


def test_the_search_ends_at_the_root_of_the_repository(tmp_path: Path) -> None:
    project(tmp_path, CONFIG)
    (tmp_path / "repository/.git").mkdir(parents=True)
    (tmp_path / "repository/folder").mkdir()
    with pytest.raises(KmsError, match=r"no kms-i18n\.yaml") as missing:
        find(tmp_path / "repository/folder")
    assert "kms-i18n init" in missing.value.hint


def test_two_configurations_side_by_side_are_an_error_that_names_both(tmp_path: Path) -> None:
    project(tmp_path, CONFIG, **{"kms-i18n_yml": CONFIG})
    with pytest.raises(KmsError, match=r"both kms-i18n\.yaml and kms-i18n\.yml"):
        find(tmp_path)


def test_a_configuration_can_be_named_from_another_folder(tmp_path: Path) -> None:
    project(tmp_path / "a", CONFIG)
    (tmp_path / "a/other.yaml").write_text(CONFIG)
    assert find(tmp_path, "a/other.yaml") == Root(tmp_path / "a", "other.yaml")
    assert find(tmp_path, str(tmp_path / "a/other.yaml")) == Root(tmp_path / "a", "other.yaml")
    for name in ("a/none.yaml", "none/x.yaml", "a/other.yaml/x"):
        with pytest.raises(KmsError, match="no such file") as missing:
            find(tmp_path, name)
        assert missing.value.path == name


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(KmsError, match="no such folder"):
        find(tmp_path / "none")


def test_a_configuration_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "kms-i18n.yaml").mkdir()
    root = find(tmp_path)
    with pytest.raises(KmsError, match="is a folder"):
        load(WorkTree(root.path), root.config)


# ── Loading ──────────────────────────────────────────────────────────────────────────────────


def test_a_document_comes_with_its_template_catalogs_approvals_and_outputs(tmp_path: Path) -> None:
    loaded = load(project(tmp_path, CONFIG, source__mission_txt="Title\n\nOne.\n"))
    (bundle,) = loaded.bundles
    assert bundle.name == "mission"
    assert bundle.template == "po/mission.pot"
    assert bundle.catalogs == {locale: f"po/{locale}/mission.po" for locale in ("en", "fr", "km")}
    assert bundle.approvals["km"] == "po/km/approvals.tsv"
    assert bundle.outputs["km", "source/mission.txt"] == "reports/km/mission.txt"
    (document,) = loaded.documents
    assert [segment.text for segment in document.segments] == ["Title", "One."]


def test_two_documents_share_approvals_and_nothing_else(tmp_path: Path) -> None:
    tree = project(tmp_path, CONFIG, source__b_txt="B\n", source__a_txt="A\n")
    assert [bundle.name for bundle in load(tree).bundles] == ["a", "b"]


def test_documents_with_one_template_are_one_bundle(tmp_path: Path) -> None:
    paths = "paths: {template: po/all.pot, catalog: 'po/{locale}/all.po'}\n"
    tree = project(tmp_path, CONFIG + paths, source__b_txt="B\n", source__a_txt="A\n")
    (bundle,) = load(tree).bundles
    assert [document.path for document in bundle.documents] == ["source/a.txt", "source/b.txt"]
    assert bundle.outputs["fr", "source/b.txt"] == "reports/fr/b.txt"


def test_a_file_that_two_patterns_match_is_one_document_read_as_the_first_says(
    tmp_path: Path,
) -> None:
    both = "documents:\n  - {path: source/a.txt, format: markdown}\n"
    tree = project(
        tmp_path, CONFIG.replace("documents:\n", both), source__a_txt="A\n", source__b_txt="B\n"
    )
    assert [(d.path, d.format) for d in load(tree).documents] == [
        ("source/a.txt", "markdown"),
        ("source/b.txt", "text"),
    ]


def test_an_old_revision_is_read_with_its_own_configuration_or_with_todays(tmp_path: Path) -> None:
    project(tmp_path, CONFIG, source__a_txt="Old\n")
    identity = ["-c", "user.name=translator", "-c", "user.email=translator@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "-m", "first"]):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    tree = project(tmp_path, CONFIG.replace("fr: , ", ""), source__a_txt="New\n")
    now = load(tree)
    with GitTree(tmp_path, "HEAD") as before:
        then, mixed = load(before), load(before, config=now.config)

    def summary(loaded: Project) -> tuple[str, list[str]]:
        return loaded.documents[0].text, sorted(loaded.config.locales)

    assert summary(now) == ("New\n", ["en", "km"])
    assert summary(then) == ("Old\n", ["en", "fr", "km"])
    assert summary(mixed) == ("Old\n", ["en", "km"])


def test_the_projects_own_mission_text_loads(tmp_path: Path) -> None:
    del tmp_path
    loaded = load(WorkTree(REPOSITORY))
    assert [document.path for document in loaded.documents] == ["source/mission.txt"]
    assert sorted(loaded.bundles[0].catalogs) == ["en", "fr", "km"]


# ── What is refused ──────────────────────────────────────────────────────────────────────────


def test_patterns_without_a_file_and_unknown_formats_are_told_at_their_lines(
    tmp_path: Path,
) -> None:
    documents = "documents:\n  - none/*.txt\n  - {path: source/*.txt, format: wrod}\n  - '*.md'\n"
    tree = project(tmp_path, CONFIG.replace("documents:\n", documents), source__a_txt="A\n")
    lines = [line for line in refused(tree) if not line.startswith(" ")]
    assert lines == [
        'kms-i18n.yaml:3: "none/*.txt" matches no file',
        'kms-i18n.yaml:4: unknown format "wrod"',
        'kms-i18n.yaml:5: "*.md" matches no file',
    ]


def test_a_document_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    tree = project(tmp_path, CONFIG)
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.txt").write_bytes(b"caf\xe9\n")
    with pytest.raises(DocumentError, match=r"source/a\.txt"):
        load(tree)


def test_a_document_outside_the_project_is_not_read(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    tree = project(inner, CONFIG, source__a_txt="A\n")
    (tmp_path / "secret.txt").write_text("secret")
    (inner / "source/link.txt").symlink_to("../../secret.txt")
    assert [document.path for document in load(tree).documents] == ["source/a.txt"]
    with pytest.raises(ConfinementError):
        tree.read("source/link.txt")


def test_two_documents_are_not_published_to_one_file(tmp_path: Path) -> None:
    text = CONFIG.replace("source/*.txt", "'*/a.txt'")
    tree = project(tmp_path, text, source__a_txt="A\n", other__a_txt="B\n")
    lines = refused(tree)
    assert len([line for line in lines if not line.startswith(" ")]) == 3
    assert lines[0] == (
        "kms-i18n.yaml: reports/en/a.txt would be other/a.txt in en and source/a.txt in en"
    )
    assert "{dir}" in lines[1]
    good = project(tmp_path, text + "paths: {output: 'out/{locale}/{dir}/{name}{suffix}'}\n")
    (bundle,) = load(good).bundles
    assert bundle.outputs["fr", "other/a.txt"] == "out/fr/other/a.txt"


def test_a_published_document_is_not_taken_for_a_document(tmp_path: Path) -> None:
    text = CONFIG.replace("source/*.txt", "'**/*.txt'")
    tree = project(tmp_path, text, source__a_txt="A\n", reports__km__a_txt="ក\n")
    assert any(
        "reports/km/a.txt would be the document reports/km/a.txt" in r for r in refused(tree)
    )


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        ("{output: 'source/{locale}/../a.txt'}", "must not hold . or .."),
        ("{template: source/a.txt}", "source/a.txt would be the document source/a.txt and the template"),
        ("{template: kms-i18n.yaml}", "kms-i18n.yaml would be the configuration and the template"),
        ("{output: 'po/{locale}/{name}.po'}", "po/km/a.po would be the km catalog of source/a.txt and"),
        ("{approvals: 'po/{name}.pot'}", "po/a.pot would be the template of source/a.txt and an approvals"),
        ("{template: po/all.pot}", "share po/all.pot but not paths.catalog"),
        ("{catalog: 'po/{locale}.po'}", "po/en.po would be the en catalog of source/a.txt and the en"),
    ],
)  # fmt: skip
def test_no_file_has_two_purposes(tmp_path: Path, paths: str, said: str) -> None:
    tree = project(tmp_path, f"{CONFIG}paths: {paths}\n", source__a_txt="A\n", source__b_txt="B\n")
    assert any(said in line for line in refused(tree))


# ── Paths ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("pattern", "document", "path"),
    [
        ("po/{locale}/{name}.po", "source/mission.txt", "po/km/mission.po"),
        ("out/{dir}/{name}{suffix}", "a/b/c.d.md", "out/a/b/c.d.md"),
        ("out/{dir}/{name}{suffix}", "top.txt", "out/top.txt"),
        ("{dir}/{name}.pot", "top.txt", "top.pot"),
        ("po/{name}.pot", "source/{locale}.txt", "po/{locale}.pot"),
        ("po/{name}{suffix}", "source/README", "po/README"),
        ("po/{name}.pot", "ឯកសារ/បេសកកម្ម.txt", "po/បេសកកម្ម.pot"),
    ],
)
def test_placeholders_stand_for_the_parts_of_a_document(
    pattern: str, document: str, path: str
) -> None:
    assert filled(pattern, document, "km") == path
