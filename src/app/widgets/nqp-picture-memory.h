/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Lets the C library keep what the pictures of a frame gave back, up to some tens of megabytes, for those of the next. To be called
 * once, before the first window. Does nothing where the library is not glibc. */
void
nqp_picture_memory_keep (void);

/* Gives back what lies unused, for a window that nobody has touched for a while: its next frame asks for it again. */
void
nqp_picture_memory_rest (void);
