#!/usr/bin/env python3
"""Holds requests that stemma would send against the types of the providers' own clients.

    check_requests.py REQUESTS.jsonl

Each line is {"teacher", "dialect", "body"}. Members that a client's types do not know, and values of
another type, are errors. The clients are installed below `.build` at the first use. Exit 0: all fit;
1: some do not.
"""
import collections.abc
import json
import sys
import types
import typing

import packages

PACKAGES = [
    "openai==3.57.0", "anthropic==2.14.0", "google-genai==3.6.1", "ollama==0.6.3",
    "pydantic==2.14.4",
]


def listed(kind, seen):
    """The type with lists for its iterables, whose parts would be checked too late, and with every
    dictionary type in it refusing members that it does not name."""
    from pydantic import ConfigDict
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return kind
    if origin in (collections.abc.Iterable, collections.abc.Sequence):
        return typing.List[listed(parts[0], seen)]
    if origin in (typing.Union, types.UnionType):
        return typing.Union[tuple(listed(part, seen) for part in parts)]
    if parts and origin is not typing.Annotated and hasattr(kind, "copy_with"):
        return kind.copy_with(tuple(listed(part, seen) for part in parts))
    if hasattr(kind, "__total__") and kind not in seen:
        seen.add(kind)
        kind.__pydantic_config__ = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
        hints = typing_extensions.get_type_hints(kind, include_extras=True)
        kind.__annotations__ = {name: listed(part, seen) for name, part in hints.items()}
    return kind


def dictionary_check(kind):
    from pydantic import TypeAdapter
    adapter = TypeAdapter(listed(kind, set()))
    return lambda body: adapter.validate_json(json.dumps(body), strict=True)


def checks():
    import anthropic.types.message_create_params as anthropic_types
    import ollama._types as ollama_types
    from google.genai import types as google_types
    from openai.types import completion_create_params as completion_types
    from openai.types.chat import completion_create_params as openai_types
    from pydantic import ConfigDict, create_model

    openai_check = dictionary_check(openai_types.CompletionCreateParamsNonStreaming)
    completion_check = dictionary_check(
        completion_types.CompletionCreateParamsNonStreaming)
    anthropic_check = dictionary_check(anthropic_types.MessageCreateParamsNonStreaming)

    def for_openai(body):
        # What older servers know the limit by; the client still names it, as deprecated.
        openai_check(body)

    def for_completions(body):
        # vLLM's own, which OpenAI's client does not name.
        extra = body.pop("prompt_logprobs", 0)
        assert isinstance(extra, int) and extra >= 0, "prompt_logprobs"
        completion_check(body)

    def for_anthropic(body):
        # The newest client has dropped these two, which older models still take.
        anthropic_check({k: v for k, v in body.items() if k not in ("temperature", "top_p")})
        for name in ("temperature", "top_p"):
            assert isinstance(body.get(name, 1), (int, float)), name
        assert not ("temperature" in body and body["temperature"] > 1), "above Anthropic's range"

    def for_gemini(body):
        extra = set(body) - {"contents", "systemInstruction", "generationConfig"}
        assert not extra, f"unknown: {extra}"
        for content in body["contents"] + [body.get("systemInstruction", {"parts": []})]:
            google_types.Content.model_validate(content, strict=True)
        config = body.get("generationConfig", {})
        known = {field.alias for field in google_types.GenerationConfig.model_fields.values()}
        assert set(config) <= known, f"unknown: {set(config) - known}"
        google_types.GenerationConfig.model_validate(config, strict=True)

    strict = ConfigDict(extra="forbid")
    options = create_model("Options", __base__=ollama_types.Options)
    options.model_config.update(strict)
    options.model_rebuild(force=True)

    def for_ollama(body):
        known = set(ollama_types.ChatRequest.model_fields)
        assert set(body) <= known, f"unknown: {set(body) - known}"
        options.model_validate(body.get("options", {}), strict=True)
        for message in body["messages"]:
            assert set(message) == {"role", "content"}
        ollama_types.ChatRequest.model_validate_json(json.dumps(body))

    return {
        "openai": for_openai, "anthropic": for_anthropic, "gemini": for_gemini,
        "ollama": for_ollama, "completions": for_completions,
    }


def main():
    packages.run_with(PACKAGES, "provider-clients")
    global typing_extensions
    import typing_extensions
    by_dialect = checks()
    # What must be refused shows that the checks can say no.
    for dialect, body in [
        ("openai", {"messages": [{"role": "user", "content": "u"}], "model": "m", "sede": 1}),
        ("openai", {"messages": [{"role": "user", "contents": "u"}], "model": "m"}),
        ("anthropic", {"messages": [], "model": "m", "max_tokens": "many"}),
        ("anthropic", {"messages": [], "model": "m", "max_tokens": 1, "seed": 1}),
        ("gemini", {"contents": [], "generationConfig": {"top_p": 0.5}}),
        ("ollama", {"messages": [], "model": "m", "options": {"topp": 0.5}}),
        ("completions", {"prompt": ["p"], "model": "m", "max_token": 1}),
        ("completions", {"prompt": ["p"], "model": "m", "prompt_logprobs": "1"}),
    ]:
        try:
            by_dialect[dialect](body)
        except (AssertionError, ValueError):
            continue
        sys.exit(f"the check of {dialect} lets pass {body}")
    failed = count = 0
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            request = json.loads(line)
            count += 1
            try:
                by_dialect[request["dialect"]](request["body"])
            except (AssertionError, ValueError) as error:
                failed += 1
                print(f"{request['teacher']}: {str(error)[:1000]}\n  {json.dumps(request['body'])}")
    print(f"{count - failed} of {count} requests fit the providers' own types")
    sys.exit(1 if failed or not count else 0)


if __name__ == "__main__":
    main()
