/* Inside sandbox/: parse_mode HTML. */
#ifndef BYLINA_SANDBOX_HTML_H
#define BYLINA_SANDBOX_HTML_H

#include "base/buf.h"
#include "base/error.h"
#include "json/json.h"

#define HTML_DEPTH_MAX 64

/* The plain text is appended to `text`, *ret_entities is a MessageEntity[] (offsets and lengths in
 * UTF-16 units), for json_free. ERR_INVALID: the words of the API, from "can't parse entities: ".
 */
int html_parse(const char *html, struct buf *text, json **ret_entities, struct err *err);

#endif
