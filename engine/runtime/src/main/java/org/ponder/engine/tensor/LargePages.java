package org.ponder.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Memory in pages of 2 MB, which Linux gives to those who ask (mmap(2), madvise(2)). A processor
 * that reads a stream does not look ahead over the end of a page. Memory is empty when it comes,
 * and no time goes into making it so.
 *
 * <p>Where the system can join small pages ({@link #joinable}, Linux 6.1), memory comes in small
 * ones, for {@link PageJoiner} to join when there is time: a page of 2 MB takes long to come where
 * a virtual machine has given back memory that it did not use.
 *
 * <p>Only for programs that let the engine call the system ({@code --enable-native-access}); for
 * others, and where the system refuses, Java's own memory does as well, only slower.
 */
final class LargePages {
    /** Of such a page, in bytes. */
    static final long SIZE = 2L << 20;

    private static final int READ_AND_WRITE = 1 | 2; // PROT_READ | PROT_WRITE
    private static final int PRIVATE_AND_OF_NO_FILE = 2 | 0x20; // MAP_PRIVATE | MAP_ANONYMOUS
    private static final int LARGE = 14; // MADV_HUGEPAGE
    private static final int JOIN = 25; // MADV_COLLAPSE
    private static final long FAILED = -1;

    private static final @Nullable LargePages SYSTEM = find();

    private final MethodHandle map;
    private final MethodHandle advise;
    private final MethodHandle unmap;
    private final boolean joins;

    private LargePages(MethodHandle map, MethodHandle advise, MethodHandle unmap) {
        this.map = map;
        this.advise = advise;
        this.unmap = unmap;
        joins = advise(0, 0, JOIN) == 0; // Of nothing: whether it is known.
    }

    /**
     * Empty memory.
     *
     * @param bytes a multiple of {@link #SIZE}
     * @param owner gives it back when it is closed
     * @return empty where there is none of this kind
     */
    static Optional<MemorySegment> allocate(long bytes, Arena owner) {
        return SYSTEM == null ? Optional.empty() : SYSTEM.mapped(bytes, owner);
    }

    /** Whether {@link #join} is of use: memory from here is in small pages until then. */
    static boolean joinable() {
        return SYSTEM != null && SYSTEM.joins;
    }

    /**
     * Moves memory from here into large pages, whatever it holds and whoever uses it meanwhile.
     * Where the system has none to give it stays as it is.
     *
     * @param memory whole pages of {@link #SIZE}, which are not given back meanwhile: the system is
     *     told where they are and would take what came there after them
     */
    static void join(MemorySegment memory) {
        if (SYSTEM != null) {
            SYSTEM.advise(memory.address(), memory.byteSize(), JOIN);
        }
    }

    @SuppressWarnings("restricted") // Only where the program allows it, which is asked first.
    private static @Nullable LargePages find() {
        // The numbers above are those of Linux on these processors.
        boolean known =
                System.getProperty("os.name", "").equals("Linux")
                        && System.getProperty("os.arch", "").matches("amd64|aarch64");
        if (!known || !LargePages.class.getModule().isNativeAccessEnabled()) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        SymbolLookup system = linker.defaultLookup();
        ValueLayout.OfLong place = ValueLayout.JAVA_LONG;
        ValueLayout.OfInt number = ValueLayout.JAVA_INT;
        return new LargePages(
                linker.downcallHandle(
                        system.findOrThrow("mmap"),
                        FunctionDescriptor.of(place, place, place, number, number, number, place)),
                linker.downcallHandle(
                        system.findOrThrow("madvise"),
                        FunctionDescriptor.of(number, place, place, number)),
                linker.downcallHandle(
                        system.findOrThrow("munmap"), FunctionDescriptor.of(number, place, place)));
    }

    @SuppressWarnings("restricted") // The size is that of what was mapped.
    private Optional<MemorySegment> mapped(long bytes, Arena owner) {
        long wanted = bytes + SIZE; // so that some place in it is where a page begins
        long address = (long) call(map, 0L, wanted, READ_AND_WRITE, PRIVATE_AND_OF_NO_FILE, -1, 0L);
        if (address == FAILED) {
            return Optional.empty();
        }
        long begin = Math.ceilDiv(address, SIZE) * SIZE;
        if (!joins) {
            advise(begin, bytes, LARGE); // Refused, it is memory in small pages.
        }
        return Optional.of(
                MemorySegment.ofAddress(begin)
                        .reinterpret(bytes, owner, gone -> call(unmap, address, wanted)));
    }

    /** Allocates nothing: called for each page. */
    private int advise(long address, long bytes, int advice) {
        try {
            return (int) advise.invokeExact(address, bytes, advice);
        } catch (Throwable e) {
            throw new IllegalStateException("A function of the system cannot be called.", e);
        }
    }

    private static Object call(MethodHandle function, Object... values) {
        try {
            return function.invokeWithArguments(values);
        } catch (Throwable e) {
            throw new IllegalStateException("A function of the system cannot be called.", e);
        }
    }
}
