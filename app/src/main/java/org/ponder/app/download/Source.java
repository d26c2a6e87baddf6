package org.ponder.app.download;

import java.net.URI;

/**
 * Where a file's bytes come from, after all redirects.
 *
 * @param address that serves the bytes
 * @param redirected whether that is another one than the user gave
 * @param bytes of the file; -1 where the server does not say
 * @param validator tells this version of the file from others; empty where the server has none
 * @param ranges whether a part can be asked for, and be known to be of the same version
 * @param sha256 of the content as the server has it on record; empty where it does not say
 */
record Source(
        URI address,
        boolean redirected,
        long bytes,
        String validator,
        boolean ranges,
        String sha256) {}
