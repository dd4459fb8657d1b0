package org.samovar.image.io.bioformats;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.samovar.geometry.UserError;

/**
 * Lets an object whose class is not known to the compiler be used by an interface that has some of its methods. What it throws arrives as an {@link IOException} with its message, be it an exception or an error of missing classes or
 * memory, since the files are hostile and the library is not Samovar's.
 */
final class Mirror implements InvocationHandler {
    private final Object target;
    private final Class<?> type;
    private final Map<Method, Method> found = new ConcurrentHashMap<>();

    private Mirror(Object target, Class<?> type) {
        this.target = target;
        this.type = type;
    }

    /**
     * Wraps an object.
     *
     * @param shape whose methods it has, each of which throws IOException
     * @param type a public class or interface of the object that declares them
     */
    static <T> T of(Class<T> shape, Object target, Class<?> type) {
        Object proxy = Proxy.newProxyInstance(shape.getClassLoader(), new Class<?>[] {shape}, new Mirror(target, type));
        return shape.cast(proxy);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(target, arguments);
        }
        Method own = found.computeIfAbsent(method, this::find);
        return call(type.getClassLoader(), () -> own.invoke(target, arguments));
    }

    private Method find(Method wanted) {
        return Arrays.stream(type.getMethods())
                .filter(m ->
                        m.getName().equals(wanted.getName()) && m.getParameterCount() == wanted.getParameterCount())
                .filter(m -> takes(m, wanted))
                .findFirst()
                .orElseThrow(() ->
                        new UserError("This Bio-Formats has no " + type.getName() + "." + wanted.getName() + "."));
    }

    private static boolean takes(Method method, Method wanted) {
        for (int i = 0; i < wanted.getParameterCount(); i++) {
            Class<?> given = wanted.getParameterTypes()[i];
            // of Object the class is known to the library alone
            if (given != Object.class && method.getParameterTypes()[i] != given) {
                return false;
            }
        }
        return true;
    }

    /** A call by reflection. */
    interface Call<T extends @Nullable Object> {
        T run() throws ReflectiveOperationException;
    }

    /** Calls with the library's own class loader in the thread's context, by which it finds parsers and services. */
    static <T extends @Nullable Object> T call(@Nullable ClassLoader loader, Call<T> call) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            String message = why.getMessage();
            boolean isSaid = why instanceof Exception && message != null && !(why instanceof RuntimeException);
            throw new IOException(isSaid ? message : String.valueOf(why), why);
        } catch (ReflectiveOperationException e) {
            throw new IOException("this version of it is not known: " + e, e);
        } finally {
            thread.setContextClassLoader(usual);
        }
    }
}
