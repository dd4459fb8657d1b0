package org.samovar.checkpoint;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samovar.geometry.UserError;

/**
 * Reads the binary part of Python's pickle language, as far as files of weights use it: protocol 2, and what later protocols add for plain values.
 *
 * <p>A pickle is a program for a stack machine, and in Python its calls run anything. Here a call can only name a {@link PickleGlobal}; every other name
 * ends the reading. There is no recursion, so nesting cannot exhaust the stack; sizes of the stack, the memo and copies are limited by the length of the
 * program. Opcodes and their meaning: CPython {@code Lib/pickletools.py}, {@code opcodes}.
 */
final class PickleReader {
    private static final int MAX_BYTES = 64 << 20;
    private static final int MAX_HELD = 1 << 20;
    private static final int MAX_INTEGER_BYTES = 64;

    private final String origin;
    private final ByteBuffer in;
    private final List<Object> stack = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();
    private final Map<Long, Object> memo = new HashMap<>();
    private final PickleCalls calls;

    private PickleReader(String origin, ByteBuffer in, Map<String, StoredType> storages) {
        this.origin = origin;
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
        this.calls = new PickleCalls(origin, Math.min(in.remaining(), MAX_HELD), storages);
    }

    /**
     * Runs one pickle, and leaves the buffer's position after it.
     *
     * @return {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code BigInteger}, {@code List}, {@code Map} in the order of the file, or one of {@link Pickled}
     * @throws UserError when the pickle is damaged or asks for anything that is not allowed
     */
    static Object read(String origin, ByteBuffer in) {
        return read(origin, in, new HashMap<>());
    }

    /** Reads as {@link #read(String, ByteBuffer)} does, and notes the type of each storage that the pickle names. */
    static Object read(String origin, ByteBuffer in, Map<String, StoredType> storages) {
        PickleReader reader = new PickleReader(origin, in, storages);
        try {
            return reader.run();
        } catch (BufferUnderflowException e) {
            throw reader.damaged("ends early");
        }
    }

    private Object run() {
        int start = in.position();
        while (true) {
            int opcode = in.get() & 0xff;
            if (opcode == '.') {
                Object result = pop();
                if (!stack.isEmpty()) {
                    throw damaged("leaves values over");
                }
                return result;
            }
            execute(opcode);
            if (stack.size() > MAX_HELD
                    || marks.size() > MAX_HELD
                    || memo.size() > MAX_HELD
                    || in.position() - start > MAX_BYTES) {
                throw damaged("is too long to be one");
            }
        }
    }

    private void execute(int opcode) {
        switch (opcode) {
            case 0x80 -> in.get();
            case 0x95 -> in.getLong();
            case '(' -> marks.push(stack.size());
            case '0' -> pop();
            case '1' -> popToMark();
            case '2' -> stack.add(peek());
            case 'c' -> stack.add(calls.global(line(), line()));
            case 0x93 -> {
                String name = popString();
                stack.add(calls.global(popString(), name));
            }
            case 'R' -> {
                Object arguments = pop();
                stack.add(calls.call(pop(), arguments));
            }
            case 'b' -> {
                pop();
                calls.checkState(peek());
            }
            case 'Q' -> stack.add(calls.storage(pop()));
            default -> {
                if (!executeMemo(opcode) && !executeContainer(opcode) && !executeValue(opcode)) {
                    throw new UserError(origin + " cannot be read: it uses the pickle instruction "
                            + Integer.toHexString(opcode) + ", which files of weights do not need.");
                }
            }
        }
    }

    private boolean executeMemo(int opcode) {
        switch (opcode) {
            case 'q' -> memo.put(in.get() & 0xffL, peek());
            case 'r' -> memo.put(in.getInt() & 0xffffffffL, peek());
            case 0x94 -> memo.put((long) memo.size(), peek());
            case 'h' -> stack.add(recall(in.get() & 0xffL));
            case 'j' -> stack.add(recall(in.getInt() & 0xffffffffL));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean executeContainer(int opcode) {
        switch (opcode) {
            case ')' -> stack.add(new Pickled.Tuple(List.of()));
            case 't' -> stack.add(new Pickled.Tuple(popToMark()));
            case 0x85, 0x86, 0x87 -> stack.add(new Pickled.Tuple(popLast(opcode - 0x84)));
            case ']' -> stack.add(new ArrayList<>());
            case 'l' -> stack.add(popToMark());
            case 'a' -> append(popLast(1));
            case 'e' -> append(popToMark());
            case '}' -> stack.add(new LinkedHashMap<>());
            case 'd' -> {
                List<Object> items = popToMark();
                stack.add(new LinkedHashMap<>());
                putAll(items);
            }
            case 's' -> putAll(popLast(2));
            case 'u' -> putAll(popToMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean executeValue(int opcode) {
        switch (opcode) {
            case 'N' -> stack.add(Pickled.Inert.NONE);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'J' -> stack.add((long) in.getInt());
            case 'K' -> stack.add(in.get() & 0xffL);
            case 'M' -> stack.add(in.getShort() & 0xffffL);
            case 0x8a -> stack.add(integer(in.get() & 0xff));
            case 0x8b -> stack.add(integer(in.getInt()));
            case 'G' -> stack.add(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            case 'X' -> stack.add(string(in.getInt(), StandardCharsets.UTF_8));
            case 0x8c -> stack.add(string(in.get() & 0xff, StandardCharsets.UTF_8));
            case 0x8d -> stack.add(string(in.getLong(), StandardCharsets.UTF_8));
                // Strings of Python 2, whose keys are ASCII.
            case 'T' -> stack.add(string(in.getInt(), StandardCharsets.ISO_8859_1));
            case 'U' -> stack.add(string(in.get() & 0xff, StandardCharsets.ISO_8859_1));
            case 'B' -> skipBytes(in.getInt());
            case 'C' -> skipBytes(in.get() & 0xff);
            case 0x8e -> skipBytes(in.getLong());
            default -> {
                return false;
            }
        }
        return true;
    }

    private Object integer(int length) {
        if (length > MAX_INTEGER_BYTES) {
            throw damaged("holds a number without end");
        }
        byte[] little = bytes(length);
        byte[] big = new byte[little.length + 1];
        for (int i = 0; i < little.length; i++) {
            big[big.length - 1 - i] = little[i];
        }
        big[0] = little.length > 0 && little[little.length - 1] < 0 ? (byte) -1 : 0;
        BigInteger value = new BigInteger(big);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private String string(long length, Charset charset) {
        return new String(bytes(length), charset);
    }

    private void skipBytes(long length) {
        bytes(length);
        stack.add(Pickled.Inert.VALUE);
    }

    private byte[] bytes(long length) {
        if (length < 0 || length > in.remaining()) {
            throw damaged("ends early");
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    private String line() {
        int start = in.position();
        while (in.get() != '\n') {
            // The loop ends at the newline, or with the buffer.
        }
        byte[] text = new byte[in.position() - start - 1];
        in.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private Object recall(long index) {
        Object value = memo.get(index);
        if (value == null) {
            throw damaged("refers to a value that it has not defined");
        }
        return value;
    }

    private Object peek() {
        if (stack.isEmpty() || (!marks.isEmpty() && marks.element() >= stack.size())) {
            throw damaged("lacks a value");
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        Object top = peek();
        stack.remove(stack.size() - 1);
        return top;
    }

    private String popString() {
        if (pop() instanceof String text) {
            return text;
        }
        throw damaged("names something without a word");
    }

    private List<Object> popToMark() {
        if (marks.isEmpty()) {
            throw damaged("lacks a mark");
        }
        return popLast(stack.size() - marks.pop());
    }

    private List<Object> popLast(int count) {
        int floor = marks.isEmpty() ? 0 : marks.element();
        if (count > stack.size() - floor) {
            throw damaged("lacks a value");
        }
        List<Object> tail = stack.subList(stack.size() - count, stack.size());
        List<Object> items = new ArrayList<>(tail);
        tail.clear();
        return items;
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> items) {
        if (!(peek() instanceof List)) {
            throw damaged("appends to what is no list");
        }
        ((List<Object>) peek()).addAll(items);
    }

    @SuppressWarnings("unchecked")
    private void putAll(List<Object> items) {
        if (!(peek() instanceof Map) || items.size() % 2 != 0) {
            throw damaged("fills what is no dictionary");
        }
        Map<Object, Object> map = (Map<Object, Object>) peek();
        for (int i = 0; i < items.size(); i += 2) {
            calls.put(map, items.get(i), items.get(i + 1));
        }
    }

    private UserError damaged(String reason) {
        return new UserError(origin + " is damaged: its list of tensors " + reason + ".");
    }
}
