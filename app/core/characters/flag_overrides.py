"""Rules for a character that says its instructions do not count, or wants them told."""

from __future__ import annotations

from app.core.characters.flag_rule import OVERRIDES, Rule, pattern, starts

_TELL = pattern(
    r"\b(?:reveal|print|repeat|show|output|tell|display|leak|disclose|share|recite|dump|expose"
    r"|quote)\b"
)

OVERRIDE_RULES: tuple[Rule, ...] = (
    Rule(
        OVERRIDES,
        starts("instruction|prompt|directive|guideline|guardrail|safeguard|programming"),
        pattern(
            r"(?:instruction|prompt|directive|guideline|guardrail|safeguard)s?\b|programming\b"
        ),
        lead=pattern(
            r"\b(?:ignore|disregard|forget|override|overrule|bypass|discard|circumvent)\b"
        ),
        between=pattern(
            r"\b(?:previous|prior|above|earlier|preceding|foregoing|former|existing|original"
            r"|initial|system|developer|hidden|safety|content|all|any|every|these|those|other"
            r"|your)\b"
        ),
    ),
    Rule(
        OVERRIDES,
        starts("rule|restriction|constraint|polic|filter|command"),
        pattern(r"(?:rule|restriction|constraint|filter|command)s?\b|polic(?:y|ies)\b"),
        lead=pattern(r"\b(?:ignore|disregard|override|overrule|bypass|discard|circumvent)\b"),
        between=pattern(
            r"\b(?:previous|prior|above|earlier|preceding|system|developer|safety|content|your"
            r"|all (?:of )?the(?:se)?)(?: own| other)?\s$"
        ),
        reach=50,
    ),
    Rule(
        OVERRIDES,
        ("everything ", "all that ", "anything ", "what you "),
        pattern(
            r"what you (?:were|have been|are) (?:told|taught|instructed)\b"
            r"|(?:everything|all that|anything) [^.!?\0]{0,30}?\b(?:above|said so far|told|taught"
            r"|instructed|previously|came before)\b"
        ),
        lead=pattern(r"\b(?:ignore|disregard|forget)\s$"),
        reach=12,
    ),
    Rule(
        OVERRIDES,
        starts("you are now |you are an un|do anything now|mode |jailbreak mode"),
        pattern(
            r"you are now (?:dan\b|jailbroken|(?:an? )?un(?:restricted|filtered|censored|bound)"
            r"|free (?:of|from) (?:all|any|your) (?:rules|restrictions|limits|guidelines)"
            r"|in (?:developer|god|admin|debug) mode)"
            r"|you are an un(?:restricted|filtered|censored) (?:ai|model|assistant|version)"
            r"|do anything now\b"
            r"|jailbreak mode"
        ),
    ),
    Rule(
        OVERRIDES,
        ("mode ",),
        pattern(r"mode (?:is )?(?:now )?(?:enabled|on|active|activated|engaged)\b"),
        lead=pattern(r"\b(?:developer|owner|admin|root|god|sudo|debug|jailbreak|unrestricted)\s$"),
        reach=20,
    ),
    Rule(
        OVERRIDES,
        starts("instructions|system prompt|guidelines|rules|policies"),
        pattern(r"(?:instructions|system prompt|guidelines|rules|policies)\b"),
        lead=pattern(
            r"\b(?:do not|don't|never|stop|no longer|quit) (?:follow|following|obey|obeying)\b"
        ),
        between=pattern(
            r"^ (?:your|any of your|the (?:system|developer'?s?|previous|original|safety|initial))"
            r"(?: (?:system|original|previous|safety|initial|own))? $"
        ),
        reach=70,
        deniable=False,
    ),
    Rule(
        OVERRIDES,
        starts("guidelines |rules |restrictions |policies |guardrails |instructions "),
        pattern(r"\w+ (?:do not|don't|no longer) (?:exist|apply|matter|bind|count)\b"),
        lead=pattern(
            r"\b(?:your|safety|system|previous|prior|openai's|anthropic's|content|developer'?s?)\s$"
        ),
        reach=20,
        deniable=False,
    ),
    Rule(
        OVERRIDES,
        ("no ",),
        pattern(
            r"no (?:\w+ )?(?:or \w+ )?(?:restrictions|guardrails|filters|censorship|guidelines"
            r"|safeguards)\b"
        ),
        lead=pattern(r"\b(?:act|respond|answer|operate|behave|reply|you have|you are|ai with)\b"),
        reach=50,
    ),
    Rule(
        OVERRIDES,
        starts(
            "system prompt|system message|system instructions|initial prompt|initial instructions|"
            "hidden prompt|hidden instructions|developer message"
        ),
        pattern(r"(?:system|initial|hidden|developer) (?:prompt|instructions|message)s?\b"),
        lead=pattern(_TELL.pattern, r"|\b(?:include|append|state|mention)\b"),
        between=pattern(
            r"^\s(?:me |us |out |back )*(?:(?:the|your|all|full|entire|exact|of) )*[`\"']?$"
        ),
        reach=40,
    ),
    Rule(
        OVERRIDES,
        ("prompt", "instructions"),
        pattern(r"(?:prompts?|instructions)\b(?! (?:for|to|on|about|that) )"),
        lead=_TELL,
        between=pattern(
            r"^\s(?:me |us |out |back )*(?:all |all of |the full |the exact )?your "
            r"(?:own |full |entire |exact |original |secret |current )*$"
        ),
        reach=40,
    ),
    Rule(
        OVERRIDES,
        ("<|", "[inst]", "[/inst]", "<<sys>>"),
        pattern(
            r"<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|begin_of_text"
            r"|start_header_id|end_header_id)\|>|\[/?inst\]|<<sys>>"
        ),
        deniable=False,
    ),
    Rule(
        OVERRIDES,
        starts(
            "new instruction|new system|new prompt|updated instruction|updated system|"
            "real instruction|true instruction|actual instruction"
        ),
        pattern(
            r"(?:new|updated|real|true|actual) (?:system )?(?:instructions?|prompt|directives?)"
            r"(?:\s?[:\u2014]| are (?:now|as follows))"
        ),
    ),
    Rule(
        OVERRIDES,
        starts("bound by|restricted by|constrained by|limited by"),
        pattern(
            r"\w+ by (?:\w+ ){0,3}(?:guidelines|restrictions|polic(?:y|ies)|filters|programming"
            r"|content|safety|ethic(?:s|al)|openai|anthropic)\b"
        ),
        lead=pattern(r"\b(?:not|no longer|never)(?: be)?\s$"),
        reach=14,
        deniable=False,
    ),
    Rule(
        OVERRIDES,
        starts("ignorier|ignora |ignorez |忽略|无视|игнорир|以前の指示を無視"),  # codespell:ignore
        pattern(
            r"ignorieren? (?:sie )?(?:alle )?"  # codespell:ignore
            r"(?:bisherigen|vorherigen|vorigen|obigen) anweisungen"
            r"|ignora (?:todas )?(?:las )?instrucciones (?:anteriores|previas)"  # codespell:ignore
            r"|ignora (?:tutte )?(?:le )?istruzioni precedenti"  # codespell:ignore
            r"|ignorez (?:toutes )?(?:les )?instructions pr[ée]c[ée]dentes"
            r"|(?:忽略|无视)(?:之前|以前|以上|上面|先前|所有)[^。\0]{0,8}(?:指令|指示|提示)"
            r"|игнорируй(?:те)? (?:все )?(?:предыдущие|прежние) (?:инструкции|указания)"
            r"|以前の指示を無視"
        ),
    ),
)
