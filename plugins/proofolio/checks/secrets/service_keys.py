"""The keys that are looked for, each by what its maker lets it begin with."""

from __future__ import annotations

from functools import partial

from proofolio.checks.secrets.key_shapes import (
    ALONE,
    END,
    Shape,
    has_password,
    is_dense,
    is_for_all,
    is_for_anybody,
    is_measured,
    is_no_emulator,
    is_no_secret_half,
    is_of_algolia,
    is_token,
    is_twilio,
    shape,
)

_key, _public = partial(shape, "service-key"), partial(shape, "public-token")
_ANY, _W, _HEX = "[A-Za-z0-9]", "[A-Za-z0-9_-]", "[a-f0-9]"
_JWT = rf"eyJ{_W}{{10,4000}}\.eyJ{_W}{{8,9000}}\.{_W}{{10,}}"

PUBLIC: tuple[Shape, ...] = (
    _public("a Mapbox token", "pk.eyJ", rf"pk\.eyJ{_W}{{20,500}}\.{_W}{{10,}}"),
    _public("a publishable key, as Stripe's", "pk_live_ pk_test_",
            rf"pk_(?:live|test)_{_ANY}{{20,}}"),
    _public("a PostHog key", "phc_", rf"phc_{_ANY}{{30,}}"),
    _public("a Supabase key", "sb_publishable_", rf"sb_publishable_{_W}{{20,}}"),
    _public("a Supabase key", "eyJ", _JWT, is_for_anybody, rf"(?<!{_W})"),
    _public("an address of Sentry", "https://",
            rf"https://{_HEX}{{32}}@(?:o\d+\.)?[\w.-]{{0,40}}sentry\.io/\d+"),
    _public("a key of reCAPTCHA", "6L", rf"6L{_W}{{38}}(?!{_W})", is_no_secret_half, ALONE),
    _public("a site key", "data-sitekey", rf"data-sitekey=[\"']?(?P<key>{_W}{{20,80}})",
            is_for_all),
    _public("an id of Google Analytics", "G-", rf"G-[A-Z0-9]{{10}}(?!{_W})", is_measured, ALONE),
    _public("an id of Google Analytics", "UA-", rf"UA-\d{{5,10}}-\d{{1,3}}{END}", is_for_all,
            ALONE),
    _public("an id of Google Tag Manager", "GTM-", rf"GTM-[A-Z0-9]{{5,8}}(?!{_W})", is_measured,
            ALONE),
    _public("an id of AdSense", "ca-pub-", rf"ca-pub-\d{{16}}{END}", is_for_all),
    _public("a token of Cloudflare's analytics", "data-cf-beacon",
            rf"data-cf-beacon=[\"'\\]{{0,3}}\{{[^{{}}]{{0,80}}?(?P<key>{_HEX}{{32}}){END}",
            is_for_all),
    _public("a New Relic key for browsers", "NRJS-", rf"NRJS-{_HEX}{{19}}{END}"),
    _public("a Datadog token for browsers", "pub", rf"pub{_HEX}{{32}}{END}"),
    _public("an Algolia key that only searches", "earch EARCH",
            r"(?i:search_?(?:only_?)?(?:api_?)?key)[\"']?\s{0,9}[=:]\s{0,9}[\"']?"
            rf"(?P<key>{_HEX}{{32}}){END}", is_of_algolia, "", reach=1),
    _public("an Algolia key that only searches", "docsearch",
            r"(?i:docsearch)\([^()]{0,600}?apiKey[\"']?\s{0,9}:\s{0,9}[\"']"
            rf"(?P<key>{_HEX}{{32}}){END}", is_for_all),
)  # fmt: skip
"""Made to be seen by everybody."""

_MODELS = (
    shape("anthropic-key", "an Anthropic key", "sk-ant-", rf"sk-ant-[a-z0-9]{{2,12}}-{_W}{{20,}}"),
    _key("a Langfuse key", "sk-lf-", rf"sk-lf-{_W}{{20,}}"),
    shape("openai-key", "an OpenAI key", "sk-",
           rf"sk-(?:proj|svcacct|admin|None)-{_W}{{20,}}"),
    shape("openai-key", "an OpenAI key", "sk-", rf"sk-(?:or-v1-)?{_ANY}{{32,}}"),
    shape("huggingface-token", "a Hugging Face token", "hf_", rf"hf_{_ANY}{{30,}}"),
    shape("huggingface-token", "a Hugging Face token", "api_org_", rf"api_org_{_ANY}{{30,}}"),
    _key("a Groq key", "gsk_", rf"gsk_{_ANY}{{40,}}"),
    _key("an xAI key", "xai-", rf"xai-{_ANY}{{40,}}"),
    _key("a Perplexity key", "pplx-", rf"pplx-{_ANY}{{32,}}"),
    _key("a Replicate token", "r8_", rf"r8_{_ANY}{{30,}}"),
    _key("an NVIDIA key", "nvapi-", rf"nvapi-{_W}{{40,}}"),
    _key("a Tavily key", "tvly-", rf"tvly-(?:dev-|prod-)?{_W}{{20,}}"),
    _key("a Pinecone key", "pcsk_", r"pcsk_[A-Za-z0-9_]{40,}"),
    _key("a LangSmith key", "lsv2_", r"lsv2_(?:pt|sk)_[A-Za-z0-9_]{30,}"),
    _key("a LlamaCloud key", "llx-", rf"llx-{_W}{{30,}}"),
    _key("a Cerebras key", "csk-", rf"csk-{_ANY}{{32,}}"),
    _key("a Fireworks key", "fw_", rf"fw_{_ANY}{{20,}}", is_dense),
    _key("a Jina key", "jina_", rf"jina_{_W}{{40,}}"),
    _key("a Firecrawl key", "fc-", rf"fc-{_ANY}{{30,}}"),
    _key("an ElevenLabs key", "sk_", rf"sk_{_HEX}{{48}}{END}"),
)  # fmt: skip

_DATA = (
    _key("a Databricks token", "dapi", rf"dapi{_HEX}{{32}}{END}"),
    _key("a Weights & Biases key", "wandb_v1_", rf"wandb_v1_{_W}{{40,}}"),
    _key("a Kaggle token", "KGAT_", rf"KGAT_{_W}{{30,}}"),
    _key("a Neptune token", "eyJhcGlfYWRkcmVzcyI6", r"eyJhcGlfYWRkcmVzcyI6[A-Za-z0-9+/=_-]{40,}"),
    _key("a dbt token", "dbtc_ dbtu_", r"dbt[cu]_[A-Za-z0-9_=/+-]{20,}"),
    _key("a Prefect key", "pnu_ pnb_", rf"pn[ub]_{_ANY}{{30,}}"),
    _key("an Airtable token", "pat", rf"pat{_ANY}{{14}}\.[a-fA-F0-9]{{64}}{END}"),
    _key("a Supabase key", "sbp_ sb_secret_",
         rf"(?:sbp_(?:v0_)?{_ANY}{{36,}}|sb_secret_{_W}{{20,}})"),
    _key("a PlanetScale key", "pscale_", r"pscale_(?:tkn|pw|oauth)_[\w=.-]{30,}"),
    _key("a Neon key", "napi_", rf"napi_{_ANY}{{40,}}"),
)  # fmt: skip

_CLOUDS = (
    shape("aws-key", "an AWS key", "AKIA ASIA ABIA ACCA",
           rf"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{{16}}{END}"),
    shape("aws-key", "an AWS key", "aws AWS Aws Secret SECRET",
           r"(?i:aws|secret).{0,20}?(?i:secret|key).{0,20}?[\"'=:\s]"
           r"(?=[A-Za-z0-9/+]{0,39}\d)(?=[A-Za-z0-9/+]{0,39}[a-z])(?=[A-Za-z0-9/+]{0,39}[A-Z])"
           r"[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])", before=""),
    shape("aws-key", "an Amazon Bedrock key", "ABSK", r"ABSK[A-Za-z0-9+/]{80,}={0,2}"),
    shape("google-key", "a Google key", "AIza", rf"AIza{_W}{{35}}(?!{_W})"),
    shape("google-key", "a Google key", "AQ.Ab8", rf"AQ\.Ab8{_W}{{30,}}"),
    shape("google-key", "a Google key", "GOCSPX-", rf"GOCSPX-{_W}{{24,}}"),
    shape("google-key", "a Google token", "ya29.", rf"ya29\.{_W}{{20,}}"),
    shape("google-key", "a Google token", "1//0", rf"1//0{_W}{{40,}}", is_dense),
    shape("azure-key", "an Azure key", "AccountKey", r"AccountKey=[A-Za-z0-9+/]{40,}={0,2}",
           is_no_emulator),
    shape("azure-key", "an Azure key", "SharedAccess", r"SharedAccessKey=[A-Za-z0-9+/]{30,}={0,2}"),
    shape("azure-key", "an Azure key", "sig=", r"sig=[A-Za-z0-9%+/]{40,}={0,2}"),
    shape("azure-key", "an Azure key", "Q~",
          r"[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34}", reach=4),
    shape("azure-key", "an Azure key", "JQQJ9", r"[A-Za-z0-9]{20,80}JQQJ9[A-Za-z0-9]{15,}",
           reach=80),
    _key("a DigitalOcean token", "dop_v1_ doo_v1_ dor_v1_", rf"do[por]_v1_{_HEX}{{40,}}"),
    _key("a Heroku key", "HRKU-", rf"HRKU-{_W}{{30,}}"),
    _key("a Fly.io token", "fm2_", r"fm2_[A-Za-z0-9+/=_-]{60,}"),
    _key("a Fly.io token", "fo1_", rf"fo1_{_W}{{30,}}"),
    _key("a Netlify token", "nfp_", rf"nfp_{_ANY}{{30,}}"),
    _key("a Render key", "rnd_", rf"rnd_{_ANY}{{20,}}", is_dense),
    _key("an Alibaba key", "LTAI", rf"LTAI{_ANY}{{12,26}}{END}"),
    _key("a Terraform token", ".atlasv1.", rf"{_ANY}{{14}}\.atlasv1\.[A-Za-z0-9_=-]{{50,}}",
             reach=14),
    _key("a Vault token", "hvs. hvb.", rf"hv[sb]\.{_W}{{24,}}"),
    _key("a Pulumi token", "pul-", rf"pul-{_HEX}{{40}}{END}"),
    _key("a Doppler token", "dp.",
         rf"dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[a-z0-9_-]{{2,40}}\.)?{_ANY}{{40,}}"),
    _key("a Cloudflare token", "cfut_ cfat_ cfk_", rf"cf(?:ut|at|k)_{_W}{{36,}}"),
    _key("a 1Password token", "ops_eyJ", r"ops_eyJ[A-Za-z0-9+/=_-]{40,}"),
)  # fmt: skip

_CODE = (
    shape("github-token", "a GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_",
          rf"gh[pousr]_{_ANY}{{36,}}"),
    shape("github-token", "a GitHub token", "github_pat_", r"github_pat_[A-Za-z0-9_]{22,}"),
    _key("a GitLab token", "gl",
         rf"gl(?:pat|dt|rt|cbt|ptt|ft|imt|soat|agent|oas|ffct)-{_W}{{20,}}"),
    _key("an Atlassian token", "ATATT3 ATCTT3", r"AT[AC]TT3[A-Za-z0-9_=-]{40,}"),
    _key("a Bitbucket password", "ATBB", r"ATBB[A-Za-z0-9_=-]{24,}"),
    _key("an npm token", "npm_", rf"npm_{_ANY}{{36}}{END}"),
    _key("a PyPI token", "pypi-AgE", rf"pypi-AgE{_W}{{40,}}"),
    _key("a RubyGems key", "rubygems_", rf"rubygems_{_HEX}{{40,}}"),
    _key("a Docker token", "dckr_", rf"dckr_(?:pat|oat)_{_W}{{20,}}"),
    _key("a Postman key", "PMAK-", rf"PMAK-{_W}{{50,}}"),
    _key("a Sentry token", "sntrys_ sntryu_", r"sntry[su]_[A-Za-z0-9+/=_-]{40,}"),
    _key("a SonarQube token", "sqp_ squ_ sqa_", rf"sq[pua]_{_HEX}{{40}}{END}"),
    _key("a CircleCI token", "CCIPAT_", r"CCIPAT_[A-Za-z0-9_]{40,}"),
    _key("a Sourcegraph token", "sgp_", rf"sgp_(?:[a-f0-9]{{16}}_|local_)?{_HEX}{{40}}{END}"),
)  # fmt: skip

_MESSAGES = (
    shape("slack-token", "a Slack token", "xox", r"xox[abeoprs](?:\.xox[bp])?-[A-Za-z0-9-]{10,}"),
    shape("slack-token", "a Slack token", "xapp-", r"xapp-\d-[A-Za-z0-9-]{20,}"),
    shape("slack-token", "an address of Slack", "hooks.slack.com",
           r"hooks\.slack\.com/(?:services/T\w{6,}/B\w{6,}/\w{16,}"
           r"|(?:workflows|triggers)/[\w/]{30,})"),
    _key("a Discord token", ".", rf"[MNO]{_W}{{22,27}}\.{_W}{{6}}\.{_W}{{27,}}", is_dense,
         rf"(?<!{_W})", reach=28, anchor=rf"\.{_W}{{6}}\.{_W}{{27}}"),
    _key("an address of Discord", "discord",
         rf"discord(?:app)?\.com/api/webhooks/\d{{15,22}}/{_W}{{40,}}"),
    _key("a Telegram token", ":AA", rf"\d{{8,10}}:AA{_W}{{33}}(?!{_W})",
             before="(?:(?<![A-Za-z0-9])|(?<=/bot))", reach=10),
    _key("a Twilio key", "SK AC", rf"(?:SK|AC){_HEX}{{32}}{END}", is_twilio),
    _key("a SendGrid key", "SG.", rf"SG\.{_W}{{16,100}}\.{_W}{{20,}}"),
    _key("a Mailgun key", "key-", r"key-[a-z0-9]{32}(?![A-Za-z0-9])", before="(?<![A-Za-z0-9_-])"),
    _key("a Mailchimp key", "-us", rf"{_HEX}{{32}}-us\d{{1,2}}{END}", reach=32),
    _key("a Brevo key", "xkeysib-", rf"xkeysib-{_W}{{40,}}"),
    _key("a Resend key", "re_", rf"re_(?:{_ANY}{{6,12}}_{_ANY}{{16,}}|{_ANY}{{24,}})", is_dense),
)  # fmt: skip

_WORK = (
    _key("a Notion key", "ntn_", rf"ntn_{_ANY}{{40,}}"),
    _key("a Notion key", "secret_", rf"secret_{_ANY}{{43}}{END}"),
    _key("a Linear key", "lin_api_", rf"lin_api_{_ANY}{{32,}}"),
    _key("a Figma token", "figd_", rf"figd_{_W}{{30,}}"),
    _key("a Typeform token", "tfp_", r"tfp_[A-Za-z0-9_.-]{40,}"),
    _key("a HubSpot key", "pat-", rf"pat-(?:na|eu|ap)\d-{_W}{{30,}}"),
    _key("a Dropbox token", "sl.", rf"sl\.(?:u\.)?{_W}{{60,}}", is_dense),
    _key("a Grafana token", "glsa_ glc_", r"gl(?:sa|c)_[A-Za-z0-9+/=_-]{30,}"),
    _key("a New Relic key", "NRAK- NRII-", rf"NR(?:AK|II)-{_W}{{24,}}"),
    _key("a Dynatrace token", "dt0c01.", rf"dt0c01\.{_ANY}{{20,100}}\.{_ANY}{{50,}}"),
    _key("a PostHog key", "phx_", rf"phx_{_ANY}{{30,}}"),
    _key("a Mapbox token", "sk.eyJ", rf"sk\.eyJ{_W}{{20,500}}\.{_W}{{10,}}"),
    _key("a Stripe key", "sk_live_ rk_live_ sk_test_ rk_test_",
         rf"[sr]k_(?:live|test)_{_ANY}{{20,}}"),
    _key("a Stripe key", "whsec_", r"whsec_[A-Za-z0-9+/=]{24,}"),
    _key("a Shopify token", "shp", r"shp(?:at|ss|ca|pa)_[a-fA-F0-9]{32}(?![A-Za-z0-9])"),
    _key("a Square token", "EAAA", rf"EAAA{_W}{{40,80}}(?!{_W})", is_dense, ALONE),
    _key("a Square token", "sq0", rf"sq0(?:atp|csp|idp)-{_W}{{22,}}"),
)  # fmt: skip

_ANYBODY = (
    shape("private-key", "a private key", "-----BEGIN",
           # The words alone stand in code that looks for keys; a key is followed by its letters.
           r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----"
           r"(?:[\s\"'+,#>*|`\\]|\\[nr]|[A-Z][A-Za-z-]{2,20}: [^\n]{0,100}\n){0,80}"
           r"[A-Za-z0-9+/]{24,}", lambda match: True, ""),
    shape("private-key", "a private key", "PuTTY-User-Key-File",
           r"PuTTY-User-Key-File-\d:[\s\S]{0,4000}?Private-Lines: \d+\s+[A-Za-z0-9+/=]{20,}"),
    shape("private-key", "a private key", "AGE-SECRET-KEY-1", r"AGE-SECRET-KEY-1[A-Z0-9]{50,}"),
    shape("jwt", "a signed token (JWT)", "eyJ", _JWT, is_token, rf"(?<!{_W})"),
    shape("url-password", "an address with a password", "://",
           r"[A-Za-z][A-Za-z0-9+.-]{0,20}://(?P<user>[^\s:@/\"'<>`]{0,200}):"
           r"(?P<password>[^\s/\"'<>`]{3,200})@(?P<host>[\w.-]+)", has_password, reach=21),
)  # fmt: skip

SECRET: tuple[Shape, ...] = (
    *_MODELS, *_DATA, *_CLOUDS, *_CODE, *_MESSAGES, *_WORK, *_ANYBODY,
)  # fmt: skip
"""Rules without words around them: their matches hardly ever stand in anything by chance."""
