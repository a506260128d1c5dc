"""Rules for what a character wants done: money moved, secrets told, files opened, tools used."""

from __future__ import annotations

from app.core.characters.flag_rule import (
    FILES,
    MONEY,
    SECRETS,
    TOOLS,
    Rule,
    pattern,
    starts,
)

_AWAY = pattern(
    r"\b(?:print|reveal|send|share|show|tell|give|post|output|expose|leak|disclose|paste|e-?mail"
    r"|dm|repeat|upload|export|display|dump|forward|exfiltrate|transmit|hand over|steal|extract"
    r"|harvest|collect|write out|recite|quote|tweet|encode|ask (?:the |your |every )?(?:users?"
    r"|owner|human|them|people|him|her|customers?) for)(?=\s)"
)
_PAY = pattern(
    r"\b(?:send|transfer|pay|deposit|forward|swap|bridge|donate|tip|wire|withdraw|move|sweep"
    r"|drain)\b"
)
_OWN = pattern(
    r"^\s(?!(?:from|with|into|in|on|as|via|by|for) )(?:(?:me|us|them|him|out|back|over|here) )*"
    r"(?:(?:a copy|the (?:contents?|values?)|contents?|all|everything|any|each) (?:of|in|from) )?"
    r"(?:(?:your|the|all|any|my|its|their|every|stored|this|these|hidden|raw|full|actual|entire"
    r"|own|\w+'s?) ){0,3}(?:[\w-]+ ){0,2}[`\"'(*]*$"
    r"|\b(?:and|or|including|plus) (?:(?:your|the|all|any|my|its|every|\w+'s) )?(?:\w+ )?"
    r"[`\"'(*]*$"
)
"""What may stand between a verb and a secret that it wants."""

_MONEY = (
    Rule(
        MONEY,
        starts(
            "funds|balance|money|token|coins|assets|crypto|eth|sol|usdc|usdt|btc|bitcoin|"
            "wallet|savings|portfolio|holdings|treasury"
        ),
        pattern(
            r"(?:funds|balances?|money|tokens|coins|assets|crypto|eth|ethereum|sol|solana|usdc|usdt"
            r"|btc|bitcoin|wallets?|savings|portfolio|holdings|treasury)\b"
        ),
        lead=pattern(r"\b(?:send|transfer|swap|move|drain|sweep|withdraw|wire|bridge|liquidate)\b"),
        between=pattern(
            r"^(?!.*\b(?:his|her|their)\b).*\b(?:all|entire|every|whole|everything|maximum|full"
            r"|remaining|total|100 ?%)(?!\w)"
        ),
        reach=60,
    ),
    Rule(
        MONEY,
        ("wallet", "account", "treasury"),
        pattern(r"(?:wallet|account|treasury)\b"),
        lead=pattern(r"\b(?:drain|empty|sweep)\b"),
        between=pattern(r"^ (?:the|your|my|this|our|\w+'s)(?: \w+)? $"),
        reach=40,
    ),
    Rule(
        MONEY,
        starts("unlimited |infinite |maximum |max "),
        pattern(
            r"(?:unlimited|infinite|max|maximum) (?:\w+ )?(?:allowances?|spending|approvals?"
            r"|tokens?|withdrawals?|transfers?)\b"
        ),
        lead=pattern(r"\b(?:approve|approving|grant|give|set|sign|allow)\b"),
        reach=40,
    ),
    Rule(
        MONEY,
        starts("unlimited amount|infinite amount|maximum amount|max amount"),
        pattern(r"\w+ amount\b"),
        lead=pattern(r"\b(?:approve|sign|authori[sz]e)\b"),
        reach=16,
    ),
    Rule(
        MONEY,
        starts("0x|bc1|to |address|wallet"),
        pattern(
            r"0x[0-9a-f]{40}\b|bc1[0-9a-z]{25,60}\b|to [\w-]{2,40}\.(?:eth|sol)\b"
            r"|(?:to|address|wallet):?\s+(?=[a-z]{0,43}[0-9])(?=[0-9]{0,43}[a-z])[0-9a-z]{32,44}\b"
        ),
        lead=_PAY,
        reach=100,
    ),
)

_SECRETS = (
    Rule(
        SECRETS,
        starts("private key|seed phrase|recovery phrase|api key|api_key|access token|password"),
        pattern(
            r"(?:(?:private|api)[ _]keys?|(?:seed|recovery) phrase|access tokens?|passwords?)"
            r"(?: \w+){0,2} (?:in|to|into|at the end of) (?:(?:your|each|every|all|any) )+"
            r"(?:answers?|repl(?:y|ies)|responses?|messages?|posts?|tweets?|urls?|links?)\b"
        ),
        lead=pattern(r"\b(?:include|append|add|put|insert|hide|mention)\b"),
    ),
    Rule(
        SECRETS,
        starts(
            "private key|secret key|seed phrase|recovery phrase|mnemonic|api key|api-key|"
            "api_key|apikey|access token|auth token|bot token|wallet key|encryption key|"
            "ssh key"
        ),
        pattern(
            r"(?:(?:private|secret|wallet|encryption|ssh|api)[ _-]?keys?|(?:seed|recovery) phrases?"
            r"|mnemonics?|(?:access|auth|bot) tokens?)\b"
        ),
        lead=_AWAY,
        between=_OWN,
    ),
    Rule(
        SECRETS,
        ("password", "credential", "login details"),
        pattern(r"(?:passwords?|credentials|login details)\b"),
        lead=_AWAY,
        between=pattern(
            r"\b(?:your|user'?s?|users'|owner'?s?|system|admin|stored|saved|all (?:the )?"
            r"|database|login)\s[\"'`]?$"
        ),
        reach=60,
    ),
    Rule(
        SECRETS,
        starts(
            "environment variable|env var|process.env|os.environ|.env|keyring|keychain|"
            "wallet.dat|~/.ssh|~/.aws|~/.gnupg|id_rsa|id_ed25519|secrets.json|credentials.json"
        ),
        pattern(
            r"(?:environment variables?|env vars?|process\.env|os\.environ|\.env|keyring|keychain"
            r"|wallet\.dat|~/\.(?:ssh|aws|gnupg)|id_rsa|id_ed25519|(?:secrets|credentials)\.json)"
            r"(?![\w-])"
        ),
        lead=pattern(
            _AWAY.pattern,
            r"|\b(?:read|cat|open|load|get|access|copy|fetch|list|include|return)(?=\s)",
        ),
        between=_OWN,
        reach=60,
    ),
)

_FILES = (
    Rule(
        FILES,
        starts(
            "/etc/passwd|/etc/shadow|/etc/sudoers|file://|../../|..\\..\\|/proc/self|~/.ssh|"
            "c:\\windows\\system32"
        ),
        pattern(
            r"/etc/(?:passwd|shadow|sudoers)\b|file://[^\s\0]|(?:\.\./){2}|(?:\.\.\\){2}|/proc/self"
            r"|~/\.ssh|c:\\windows\\system32"
        ),
    ),
    Rule(
        FILES,
        starts("~/|:\\|/etc/|/root/|/home/|/users/|/var/|/tmp/"),
        pattern(r"(?:~|/etc|/root|/home|/users|/var|/tmp)/[^\s\0]|:\\[^\s\0]"),
        lead=pattern(
            r"\b(?:read|open|cat|delete|remove|load|print|upload|send|write|edit|modify|access"
            r"|overwrite|erase|wipe|scan|search)\b"
        ),
        between=pattern(r"(?:^|[\s`\"'(]|\s[a-z])$"),
        reach=40,
    ),
    Rule(
        FILES,
        starts("file|document|email|mail|message|backup|photo|database|home director|hard drive"),
        pattern(
            r"(?:files?|documents|e?-?mails?|messages|backups?|photos|databases?|home director\w+"
            r"|hard drive)\b"
        ),
        lead=pattern(r"\b(?:delete|erase|wipe|remove|destroy|encrypt|overwrite)\b"),
        between=pattern(
            r"^ (?:all|every|everything|each)(?: of)?(?: (?:the|your|their|my|\w+'s))*(?: \w+)? $"
        ),
        reach=50,
    ),
)

_TOOLS = (
    Rule(
        TOOLS,
        starts("call |invoke |execute |trigger |perform "),
        pattern(
            r"\w+ (?:the )?(?:action |tool |function |plugin )?[`\"'*]{0,2}"
            r"[a-z]{2,30}_[a-z_]{2,40}\b"
        ),
    ),
    Rule(
        TOOLS,
        starts("action|tool|function|plugin|skill"),
        pattern(r"(?:action|tool|function|plugin|skill)\b"),
        lead=pattern(r"\b(?:call|invoke|use|run|execute|trigger|perform)\b"),
        between=pattern(
            r"^(?: (?:the|your|its|my|a))? (?:[`\"'*]+\w+[`\"'*]+|\w*[a-z]_[a-z]\w*) $"
        ),
        reach=60,
    ),
    Rule(
        TOOLS,
        ("tool ", "plugin ", "function "),
        pattern(r"(?:tool|plugin|function) (?:to|and then|with)\b"),
        lead=pattern(r"\b(?:call|invoke|use|run|execute|trigger)\b"),
        between=pattern(
            r"^ (?:the|your) (?!right |best |proper |correct |same |wrong |only |appropriate "
            r"|perfect |ideal |first |whole |main |most |next |available |latest )[\w-]+ $"
        ),
        reach=40,
    ),
    Rule(
        TOOLS,
        starts('<tool_call|<function_call|<invoke |<function=|"tool_calls"|"function_call"'),
        pattern(
            r"<(?:tool_call|function_calls?|invoke |function=)|\"(?:tool_calls|function_call)\""
        ),
        deniable=False,
    ),
)

ACT_RULES: tuple[Rule, ...] = (*_MONEY, *_SECRETS, *_FILES, *_TOOLS)
