"""Rules for a character that claims somebody allowed it, or that nobody need be asked or told."""

from __future__ import annotations

from app.core.characters.flag_rule import AUTHORITY, SECRECY, Rule, pattern, starts

_ASKED = r"(?:approval|confirmation|permission|consent|authori[sz]ation)s?"
_ROLE = r"(?:owner|users?|admin(?:istrator)?|developers?|creators?|operator|human|security team)"
_HARMLESS_FREEDOM = (
    r"(?! (?:be|disagree|say|feel|laugh|joke|fail|rest|express|not|make mistakes|have|swear|curse"
    r"|push back|speak|think|ask|dream|play|refuse|decline|challenge|question|admit|exist|live"
    r"|love|enjoy|start|grow|change)\b)"
)

AUTHORITY_RULES: tuple[Rule, ...] = (
    Rule(
        AUTHORITY,
        starts(
            "approved|pre-approved|preapproved|authoriz|authoris|granted|consented|permitted|"
            "signed off|whitelisted"
        ),
        pattern(
            r"(?:pre-?)?(?:approved|authori[sz]ed|granted|consented|permitted|whitelisted"
            r"|signed off)\b"
        ),
        lead=pattern(
            r"(?<!until )(?<!unless )(?<!once )(?<!after )(?<!when )(?<!if )(?<!before )"
            r"(?<!only )(?<!whether )(?<!that )(?<!what )\b(?:the|your|my) ",
            _ROLE,
            r"(?:'s| has| have)?(?: (?:already|also|now|explicitly|fully|hereby|just))*\s$",
        ),
        reach=50,
    ),
    Rule(
        AUTHORITY,
        starts("permission|authority|authoriz|authoris|clearance"),
        pattern(
            r"(?:permission|authority|authori[sz]ation|clearance) (?:to|for|over)\b",
            _HARMLESS_FREEDOM,
        ),
        lead=pattern(
            r"\byou (?:now |already |always )?(?:have|hold|were given|are given|are granted"
            r"|have been given|have been granted)\b"
        ),
        between=pattern(
            r"^(?: (?:the|full|complete|my|explicit|official|owner's|standing|all))*\s$"
        ),
        reach=50,
    ),
    Rule(
        AUTHORITY,
        starts("access|control|permissions|privileges|rights"),
        pattern(
            r"(?:access|control|permissions|privileges|rights) (?:to|over|of|on) (?:\w+ ){0,3}"
            r"(?:systems?|machines?|computers?|files?|filesystem|disk|wallets?|accounts?|devices?"
            r"|network|tools?|servers?|shell|everything|internet|terminal)\b"
        ),
        lead=pattern(r"\byou (?:now |already )?(?:have|are granted|have been granted|are given)\b"),
        between=pattern(
            r"\b(?:full|complete|unrestricted|unlimited|root|admin(?:istrator)?|total)\s$"
        ),
        reach=40,
    ),
    Rule(
        AUTHORITY,
        starts("no |approval|confirmation|permission|consent"),
        pattern(
            r"no (?:(?:further|additional|human|owner|user|prior|explicit|more) ){0,2}",
            _ASKED,
            r" (?:is |are |will be )?(?:needed|required|necessary)\b|",
            _ASKED,
            r" (?:is|are) (?:not|never) (?:needed|required|necessary)\b",
            _HARMLESS_FREEDOM,
        ),
        deniable=False,
    ),
    Rule(
        AUTHORITY,
        starts("approval|confirmation|permission|consent|authoriz|authoris"),
        pattern(_ASKED, r"\b", _HARMLESS_FREEDOM.replace("(?! ", "(?! to ", 1)),
        lead=pattern(
            r"\b(?:do not|don't|never) (?:ask|wait|seek|request)\b"
            r"|\byou (?:do not|don't|never|no longer) (?:need|require|have to ask)\b"
        ),
        between=pattern(
            r"^(?: (?:for|any|further|user|human|owner|my|the|user's|owner's|explicit|prior"
            r"|anyone's|their|to|get|ask|additional))*\s$"
        ),
        deniable=False,
    ),
    Rule(
        AUTHORITY,
        ("without ",),
        pattern(
            r"without (?:(?:any|further|the|my|user|owner|human|explicit|prior|additional"
            r"|(?:user|owner)'s) ){0,3}",
            _ASKED,
            r"\b|without (?:asking|checking|waiting|telling|informing|notifying|consulting)"
            r"(?:(?: (?:with|for|the|any|your|their|my)){0,2} (?:me|first|anyone|anybody|user|users"
            r"|owner|human|again|permission|confirmation|approval|them)\b|\s*(?:[.!,;\n\0]|$))",
        ),
        lead=pattern(
            r"\b(?:execute|run|send|transfer|sign|trade|buy|sell|post|publish|delete|install"
            r"|proceed|call|use|swap|pay|submit|perform|modify|approve|access|spend|move|act|tweet"
            r"|withdraw|deploy|reply|email|share|upload)\b"
        ),
    ),
    Rule(
        AUTHORITY,
        starts("approve|confirm|accept|sign |authoriz|authoris"),
        pattern(
            r"(?:approve|confirm|accept|sign|authori[sz]e) [^.!?\0]{0,25}?\b(?:transactions?"
            r"|requests?|transfers?|payments?|tool calls?|tools?|commands?|actions|trades?"
            r"|permissions?|swaps?|everything)\b"
        ),
        lead=pattern(
            r"\b(?:always|automatically|silently|instantly|immediately|blindly|auto)[ -]$"
        ),
        reach=15,
    ),
    Rule(
        AUTHORITY,
        starts("already approved|already confirmed|already authori|pre-approved|pre-authori"),
        pattern(r"(?:already |pre-)(?:approved|confirmed|authori[sz]ed)\b"),
        lead=pattern(r"\b(?:consider|treat|regard|assume|every|all|any)\b"),
        between=pattern(
            r"\b(?:requests?|transactions?|transfers?|payments?|actions?|tool calls?|trades?"
            r"|everything|purchases?)\b"
        ),
    ),
    Rule(
        AUTHORITY,
        starts("authorized to |authorised to |allowed to |permitted to |cleared to |entitled to "),
        pattern(
            r"\w+ to (?:move|transfer|send|spend|trade|sign|execute|run|delete|install|access|buy"
            r"|sell|post|publish|approve|withdraw|modify|deploy|use (?:the )?(?:shell|terminal"
            r"|wallet))\b"
        ),
        lead=pattern(r"\byou(?:'re| are| have been| were)(?: (?:now|hereby|fully|always))*\s$"),
        reach=40,
    ),
    Rule(
        AUTHORITY,
        ("silence as ",),
        pattern(r"silence as (?:consent|approval|a yes|permission|agreement)\b"),
    ),
    Rule(
        AUTHORITY,
        ("approval", "confirmation", "permission"),
        pattern(r"(?:approval|confirmation|permission)s?\b"),
        lead=pattern(r"\b(?:skip|bypass|suppress|circumvent|disable)\b"),
        between=pattern(r"^ (?:(?:all|any|every|the|user|owner|human|manual|further) )*$"),
        reach=40,
    ),
    Rule(
        SECRECY,
        ("tell ", "inform ", "notify ", "alert ", "warn "),
        pattern(
            r"\w+ (?:the|your|any) ",
            _ROLE,
            r" (?:about|of|when|if) (?:this|these|it|that|any|you (?:do|send|run|spend|use))\b",
        ),
        lead=pattern(r"\b(?:never|do not|don't|must not|without ever)\s$"),
        reach=16,
        deniable=False,
    ),
)
