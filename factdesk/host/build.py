"""One build: what happens between MkDocs' first event and the exchange of the site."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import CountHandler

from factdesk.checks.run import Checked, check_claims
from factdesk.claims.problem import Problem, Severity
from factdesk.collection.collection import Collection
from factdesk.configuration import settings_from
from factdesk.host.policy import breaches
from factdesk.host.preview import Preview
from factdesk.host.theme import FOLDER, STYLES, Kind, Theme
from factdesk.host.written import UnknownDirective, broken_claim_links, fill_directives, link_claims
from factdesk.press import cores, print_files
from factdesk.publish.staging import PublishError, Staging
from factdesk.render.frame import Frame, FrameError, parts
from factdesk.render.page import Page
from factdesk.render.site import Site
from factdesk.reports.text import report
from factdesk.settings import Settings, SettingsError

log = logging.getLogger("mkdocs.plugins.factdesk")

#: What Material ships and no page of ours loads.
_UNUSED = (".map", "assets/javascripts/workers/", "assets/javascripts/lunr/")
