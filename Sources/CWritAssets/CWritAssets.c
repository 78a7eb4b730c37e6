#include "CWritAssets.h"

// `#embed` lays each file down as an array; `__has_embed` lets the build go through where `make setup` fetched nothing.
// What was fetched is embedded as gzip packs it: a quarter of its size, and what browsers ask for.
//
// A package that depends on Writ can't fetch into it. It has the files in a target of its own, which
// `scripts/fetch-docs-assets.sh FOLDER` makes: that one defines the symbols that are weak here, and its files are taken.

#define WEAK_FILE(name)                                            \
    extern const unsigned char writ_docs_##name[] __attribute__((weak)); \
    extern const size_t writ_docs_##name##_size __attribute__((weak))

WEAK_FILE(swagger_ui_bundle);
WEAK_FILE(swagger_ui_styles);
WEAK_FILE(rapidoc_bundle);

#define LINKED(name) \
    &writ_docs_##name##_size ? writ_docs_##name : 0, &writ_docs_##name##_size ? writ_docs_##name##_size : 0

#if __has_embed("../../Assets/swagger-ui-bundle.js.gz") == __STDC_EMBED_FOUND__
static const unsigned char swagger_ui_bundle[] = {
#embed "../../Assets/swagger-ui-bundle.js.gz"
};
#define SWAGGER_UI_BUNDLE swagger_ui_bundle, sizeof swagger_ui_bundle
#else
#define SWAGGER_UI_BUNDLE LINKED(swagger_ui_bundle)
#endif

#if __has_embed("../../Assets/swagger-ui.css.gz") == __STDC_EMBED_FOUND__
static const unsigned char swagger_ui_styles[] = {
#embed "../../Assets/swagger-ui.css.gz"
};
#define SWAGGER_UI_STYLES swagger_ui_styles, sizeof swagger_ui_styles
#else
#define SWAGGER_UI_STYLES LINKED(swagger_ui_styles)
#endif

#if __has_embed("../../Assets/rapidoc-min.js.gz") == __STDC_EMBED_FOUND__
static const unsigned char rapidoc_bundle[] = {
#embed "../../Assets/rapidoc-min.js.gz"
};
#define RAPIDOC_BUNDLE rapidoc_bundle, sizeof rapidoc_bundle
#else
#define RAPIDOC_BUNDLE LINKED(rapidoc_bundle)
#endif

static const unsigned char start_script[] = {
#embed "pages/start.js"
};

static const unsigned char index_script[] = {
#embed "pages/index.js"
};

static const unsigned char console_script[] = {
#embed "pages/console.js"
};

// The versions that scripts/docs-assets.requirements.txt brings.
#define SWAGGER_UI_VERSION "5.33.1"
#define RAPIDOC_VERSION "9.3.8"
#define CDN "https://cdn.jsdelivr.net/npm/"

struct writ_asset writ_asset_swagger_ui_bundle(void) {
    return (struct writ_asset){
        SWAGGER_UI_BUNDLE,
        true,
        CDN "swagger-ui-dist@" SWAGGER_UI_VERSION "/swagger-ui-bundle.js",
        "sha384-ZPehFMQommnnuaZ4rpxgkgTT2DKFVp4hZC/7pLit+9Lek9T1YGSo23eHFbvNkXkw",
    };
}

struct writ_asset writ_asset_swagger_ui_styles(void) {
    return (struct writ_asset){
        SWAGGER_UI_STYLES,
        true,
        CDN "swagger-ui-dist@" SWAGGER_UI_VERSION "/swagger-ui.css",
        "sha384-Ov4/wv3j2bmct8cDc5X4ngJZohVPzEmc6uDPH8WeljUxO5vtoykvMEfbu9Vh6RaW",
    };
}

struct writ_asset writ_asset_rapidoc_bundle(void) {
    return (struct writ_asset){
        RAPIDOC_BUNDLE,
        true,
        CDN "rapidoc@" RAPIDOC_VERSION "/dist/rapidoc-min.js",
        "sha384-szzoYhqSJqZH8X90KwbBjYL1CMLEa3U7xl/oAZg4ViKpYEY5GVhM+peBQB4u7ANM",
    };
}

struct writ_asset writ_asset_start_script(void) {
    return (struct writ_asset){start_script, sizeof start_script, false, 0, 0};
}

struct writ_asset writ_asset_index_script(void) {
    return (struct writ_asset){index_script, sizeof index_script, false, 0, 0};
}

struct writ_asset writ_asset_console_script(void) {
    return (struct writ_asset){console_script, sizeof console_script, false, 0, 0};
}
