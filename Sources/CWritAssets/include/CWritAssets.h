// What docs pages load, embedded: Swagger UI and RapiDoc as they were fetched and packed, and our own scripts as they are.
#pragma once
#include <stdbool.h>
#include <stddef.h>

// A file that docs pages load. `bytes` and `size` are 0 where the build did not find the file; `cdn_url` and `integrity`
// then lead to the same file of the same version, and to proof that it is the same. They are 0 for files of our own.
struct writ_asset {
    const unsigned char *bytes;
    size_t size;
    // Whether the bytes are those of a gzip file (RFC 1952).
    bool is_gzip;
    const char *cdn_url;
    // A Subresource Integrity value: "sha384-" and the Base64 digest of the file.
    const char *integrity;
};

// What each points to is static storage: valid, and unchanged, for as long as the program runs.
struct writ_asset writ_asset_swagger_ui_bundle(void);
struct writ_asset writ_asset_swagger_ui_styles(void);
struct writ_asset writ_asset_rapidoc_bundle(void);
struct writ_asset writ_asset_start_script(void);
struct writ_asset writ_asset_index_script(void);
struct writ_asset writ_asset_console_script(void);
