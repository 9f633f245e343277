package rxt.kernel;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.LongAdder;
import rxt.spmd.ArrayCommunicator;
import rxt.spmd.Communicator;

/**
 * A communicator that counts the messages between ranks as {@link Work} does: each that is sent to another rank; ranks − 1
 * for a collective that leads to a root, from it or along the ranks, twice as many where all get what all gave, and one
 * for each pair where all exchange parts.
 */
final class CountedMessages implements InvocationHandler {
    private final Communicator target;
    private final LongAdder count;

    private CountedMessages(Communicator target, LongAdder count) {
        this.target = target;
        this.count = count;
    }

    static Communicator of(Communicator target, LongAdder count) {
        return (Communicator) Proxy.newProxyInstance(
                Communicator.class.getClassLoader(),
                new Class<?>[] {Communicator.class},
                new CountedMessages(target, count));
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass().equals(ArrayCommunicator.class) && method.isDefault()) {
            return InvocationHandler.invokeDefault(self, method, arguments); // which calls one of those counted
        }
        count.add(messages(method.getName(), arguments));
        try {
            Object result = method.invoke(target, arguments);
            return result instanceof Communicator other ? other.equals(target) ? self : of(other, count) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private long messages(String name, Object[] arguments) {
        long others = target.rank() == 0 ? target.size() - 1 : 0;
        return switch (name) {
            case "send", "isend" -> toAnother((int) arguments[2]);
            case "sendrecv" -> toAnother((int) arguments[1]);
            case "bcast", "reduce", "gather", "gatherv", "scatter", "scatterv", "scan", "exscan" -> others;
            case "allreduce", "allgather", "allgatherv" -> 2 * others;
            case "alltoall", "alltoallv" -> target.size() * others;
            case "sendInit", "neighborhood", "window" -> throw new AssertionError("not counted yet: " + name);
            default -> 0;
        };
    }

    private int toAnother(int dest) {
        return dest == Communicator.PROC_NULL || dest == target.rank() ? 0 : 1;
    }
}
