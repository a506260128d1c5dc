"""Rules for what in a character would do something elsewhere: commands, addresses, settings."""

from __future__ import annotations

from app.core.characters.flag_rule import (
    ADDRESSES,
    COMMANDS,
    SETTINGS,
    TEMPLATES,
    Rule,
    pattern,
    starts,
)

_COMMANDS = (
    Rule(
        COMMANDS,
        starts(
            "python -c|python3 -c|node -e|perl -e|ruby -e|nc -e|ncat -e|/bin/sh|/bin/bash|"
            "invoke-webrequest|certutil -|import os;|import os\\n"
        ),
        pattern(
            r"python3? -c\b|(?:node|perl|ruby|n?cat|nc) -e\b|/bin/(?:ba)?sh\b|invoke-webrequest\b"
            r"|certutil -\w|import os[;\n]"
        ),
    ),
    Rule(
        COMMANDS,
        ("curl ", "wget "),
        pattern(r"(?:curl|wget) [^|\n\0]{0,200}\|\s*(?:sudo )?(?:ba|z|da)?sh\b"),
    ),
    Rule(
        COMMANDS,
        starts(
            "bash -c|sh -c|powershell -|powershell.exe|cmd /c|cmd.exe /c|rm -|chmod 777|"
            "chmod +x|mkfs.|dd if=|:(){"
        ),
        pattern(
            r"(?:ba)?sh -c\b|powershell(?:\.exe)? -\w|cmd(?:\.exe)? /c\b"
            r"|rm -(?:rf|fr|r|f)\s+(?:-\w+ )?[~/.*$\w]|chmod (?:777|\+x)|mkfs\.\w|dd if=/|:\(\)\{"
        ),
    ),
    Rule(
        COMMANDS,
        starts(
            "eval(|exec(|os.system(|subprocess.|child_process|__import__(|os.popen(|"
            "invoke-expression|execsync(|spawnsync("
        ),
        pattern(
            r"(?:eval|exec|os\.system|os\.popen|__import__|execsync|spawnsync)\(\s?[\w\"'`(\[]"
            r"|subprocess\.(?:run|popen|call|check_\w+)|child_process|invoke-expression"
        ),
    ),
    Rule(
        COMMANDS,
        starts("<script|javascript:|onerror=|onload=|vbscript:|<iframe|drop table"),
        pattern(
            r"<script[\s>/]|(?:java|vb)script:\s?(?:[\w.]{1,40}[(=]|//)|on(?:error|load)=[\"']?\w"
            r"|<iframe[\s>]|drop table \w"
        ),
    ),
    Rule(
        COMMANDS,
        starts("command|script|code|payload"),
        pattern(r"(?:commands?|scripts?|code|payload)\s?[:`\u201c\"]"),
        lead=pattern(r"\b(?:run|execute|launch|evaluate)\b"),
        between=pattern(
            r"^ (?:the |this |these |following |shell |terminal |bash |system |python )+$"
        ),
        reach=40,
    ),
)

_ADDRESSES = (
    Rule(
        ADDRESSES,
        ("http://", "https://"),
        pattern(r"https?://[^\s\0]{1,300},? and (?:then )?(?:follow|execute|obey|run|apply)\b"),
    ),
    Rule(
        ADDRESSES,
        ("@",),
        pattern(r"@[\w-]{1,60}\.\w"),
        lead=pattern(r"\b(?:send|forward|e-?mail|mail|bcc|cc|upload|post)\b"),
        between=pattern(
            r"\b(?:conversations?|chats?|history|data|memory|memories|everything|keys?|passwords?"
            r"|logs?|files?|transcripts?|credentials|every (?:message|mail|email))\b.* to [\w.+-]+$"
        ),
    ),
    Rule(
        ADDRESSES,
        ("exfiltrate",),
        pattern(r"exfiltrate\b"),
        lead=pattern(
            r"\b(?:you must|you should|you will|always|then|please|secretly|silently"
            r"|your (?:goal|task|job) is to)\s$"
        ),
        reach=30,
    ),
    Rule(
        ADDRESSES,
        starts("![|<img|<video|<audio|<object|<embed|<link"),
        pattern(
            r"!\[[^\]\0]{0,300}\]\(\s?<?(?:https?:)?//"
            r"|<(?:img|video|audio|object|embed|link)\b[^>\0]{0,300}(?:src|href|data)\s?="
            r"\s?[\"']?(?:https?:)?//"
        ),
        deniable=False,
    ),
    Rule(
        ADDRESSES,
        starts(
            "/api/webhooks/|hooks.slack.com|webhook.site|requestbin|.pipedream.net|.ngrok|"
            "api.telegram.org/bot|interact.sh|burpcollaborator|oastify.com"
        ),
        pattern(
            r"/api/webhooks/\d|hooks\.slack\.com/\w|webhook\.site|requestbin\.\w|\.pipedream\.net"
            r"|\.ngrok(?:-free)?\.\w|api\.telegram\.org/bot|interact\.sh|burpcollaborator|oastify"
        ),
        deniable=False,
    ),
    Rule(
        ADDRESSES,
        ("http://", "https://"),
        pattern(r"https?://[^\s\0]"),
        lead=pattern(
            r"\b(?:send|post|upload|exfiltrate|forward|submit|transmit|leak|report|copy|append"
            r"|stream|sync)\b"
        ),
        between=pattern(
            r"\b(?:conversations?|messages?|chats?|history|histories|data|memory|memories|everything"
            r"|keys?|secrets?|passwords?|logs?|contents?|files?|prompts?|reply|replies|results?"
            r"|answers?|context|transcripts?|credentials)\b.*\b(?:to|at|via|into|as)\b"
        ),
        reach=120,
    ),
    Rule(
        ADDRESSES,
        ("http://", "https://"),
        pattern(r"https?://[^\s\0]"),
        lead=pattern(r"\b(?:fetch|download|load|import|retrieve|pull|get)\b"),
        between=pattern(
            r"\b(?:instructions?|prompts?|rules|commands?|scripts?|code|config(?:uration)?|payload"
            r"|updates?|page|tasks?)\b"
        ),
    ),
)

_SETTINGS = (
    Rule(
        SETTINGS,
        starts("auto|skip|bypass|yolo|full|dangerously|unsafe|allow"),
        pattern(
            r"(?:auto[_-]?(?:approve|confirm|execute|sign)|skip[_-]?(?:confirmations?|approvals?"
            r"|permissions?)|bypass[_-]?(?:permissions?|approvals?|safety)|yolo(?:[_-]?mode)?"
            r"|full[_-]?access|dangerously\w{1,40}|unsafe[_-]?mode|dangerously[_-]?skip[_-]?permissions"
            r"|allow[_-]?(?:all|shell|exec|network|everything))[\"'`]?\s?[:=]\s?[\"']?"
            r"(?:true|on|yes|all|1|enabled|always|full)\b"
        ),
        deniable=False,
    ),
    Rule(
        SETTINGS,
        starts("sandbox|require|security|confirm|approval|safe"),
        pattern(
            r"(?:sandbox(?:[_-]?mode)?|requires?[_-]?(?:approval|confirmation|permission)"
            r"|confirm(?:ations?)?|approvals?|safe(?:ty|[_-]?mode))[\"'`]?\s?[:=]\s?[\"']?"
            r"(?:false|off|none|no|0|disabled|never)\b"
            r"|security[\"'`]?\s?[:=]\s?[\"']?(?:full|off|none|disabled)"
            r"(?=[\"'`]?\s*(?:[\n,;}\].\0]|$))"
        ),
        deniable=False,
    ),
    Rule(
        SETTINGS,
        ("permission",),
        pattern(
            r"permissions?[_-]?mode[\"'`]?\s?[:=]\s?[\"']?(?:bypass|yolo|full|never|dont|accept)"
        ),
        deniable=False,
    ),
    Rule(
        SETTINGS,
        starts("--dangerously|--yolo|--no-sandbox|--allow-all|--full-auto"),
        pattern(r"--(?:dangerously-\w|yolo\b|no-sandbox\b|allow-all\b|full-auto\b)"),
    ),
)

_TEMPLATES = (
    Rule(
        TEMPLATES,
        ("{{",),
        pattern(r"\{\{[^{}\0]{0,400}\}\}"),
        inside=pattern(
            r"__\w|\b(?:constructor|prototype|config|lipsum|cycler|joiner|self|request|process"
            r"|globals|popen|os)\b\.?|\|\s?attr|\b(?:require|import|exec|eval|system)[ (]"
        ),
        deniable=False,
    ),
    Rule(
        TEMPLATES,
        ("${", "<%", "{%"),
        pattern(r"\$\{[^{}\0]{1,200}\}|<%[^%\0]{1,400}%>|\{%[^%\0]{1,400}%\}"),
        deniable=False,
    ),
)

CODE_RULES: tuple[Rule, ...] = (*_COMMANDS, *_ADDRESSES, *_SETTINGS, *_TEMPLATES)
