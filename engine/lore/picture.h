/* The judge of pictures: is this a whole PNG or JPEG that Telegram takes as a photo? What it shows
 * nobody can say here; that is left to the model's own safety and to the moderators. Pure. */
#ifndef BYLINA_LORE_PICTURE_H
#define BYLINA_LORE_PICTURE_H

#include <stddef.h>

#define LORE_PICTURE_MAX      (4u << 20) /* bytes */
#define LORE_PICTURE_SIDE_MIN 64         /* pixels, each side */
#define LORE_PICTURE_SIDE_MAX 4096

/* NULL: it is fine; else what is wrong, in words for a log. type: as it was declared, "image/png".
 */
const char *lore_picture_wrong(const void *data, size_t len, const char *type);

#endif
