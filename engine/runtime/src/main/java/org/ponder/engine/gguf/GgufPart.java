package org.ponder.engine.gguf;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import org.ponder.engine.gguf.GgufFormatException.Kind;

/**
 * One file: a whole model, or one part of a model that was split.
 *
 * @param end where the table of tensors ends
 */
record GgufPart(
        Path path,
        int version,
        Metadata metadata,
        List<PlacedTensor> tensors,
        long end,
        long bytes) {
    /** "GGUF", read as a little-endian number. */
    static final int MAGIC = 0x46554747;

    static final String ALIGNMENT = "general.alignment";
    static final int DEFAULT_ALIGNMENT = 32;

    /** "vers", as the pointer files of Git LFS begin. */
    private static final int LFS_MAGIC = 0x73726576;

    /** Real heads take up to some 20 MB, nearly all of it the vocabulary. */
    private static final long HEAD_LIMIT = 128L << 20;

    /** Opens and maps a file; the mapping lives as long as the arena. */
    static GgufPart open(Path path, Arena arena) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new IOException(path + " is a folder: give a GGUF file in it.");
            }
            if (!attributes.isRegularFile()) {
                throw new IOException(path + " is not a regular file: copy the model to one.");
            }
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                MemorySegment file =
                        channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
                return parse(path, file);
            }
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + path + ".", e);
        } catch (AccessDeniedException e) {
            throw new IOException(
                    "The file " + path + " may not be read: change its permissions.", e);
        } catch (FileSystemException e) {
            String reason = Objects.requireNonNullElse(e.getReason(), "the system refuses");
            throw new IOException("The file " + path + " cannot be opened: " + reason + ".", e);
        }
    }

    /** Reads the head of a mapped file. */
    static GgufPart parse(Path path, MemorySegment file) throws GgufFormatException {
        ByteCursor in = new ByteCursor(String.valueOf(path.getFileName()), file, HEAD_LIMIT);
        int version = version(in);
        long tensorCount = in.i64();
        long keyCount = in.i64();
        Metadata metadata = new MetadataReader(in).read(keyCount);
        long alignment = metadata.integer(ALIGNMENT, DEFAULT_ALIGNMENT);
        if (alignment < 1 || Long.bitCount(alignment) != 1 || alignment > 1L << 31) {
            throw metadata.fault(
                    ALIGNMENT, "The alignment must be a power of two, and is " + alignment);
        }
        List<PlacedTensor> tensors = new TensorTable(in).read(tensorCount, alignment, file);
        return new GgufPart(path, version, metadata, tensors, in.position(), file.byteSize());
    }

    private static int version(ByteCursor in) throws GgufFormatException {
        if (in.left() == 0) {
            throw in.fault("The file is empty").as(Kind.TRUNCATED);
        }
        int magic = in.i32();
        if (magic == LFS_MAGIC) {
            throw in.fault("The file only points to a model in Git LFS: fetch the model itself", 0)
                    .as(Kind.POINTER);
        }
        if (magic != MAGIC) {
            throw in.fault("The file is not a GGUF file: it does not begin with GGUF", 0)
                    .as(Kind.NOT_GGUF);
        }
        int version = in.i32();
        if (version == 2 || version == 3) {
            return version;
        }
        if (version != 0 && (version & 0xFFFF) == 0) {
            throw in.fault("The file is big-endian, and Ponder reads little-endian files", 4);
        }
        throw in.fault(
                "The file has GGUF version "
                        + Integer.toUnsignedString(version)
                        + ", and Ponder reads versions 2 and 3",
                4);
    }
}
