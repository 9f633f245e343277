package rxt.transport.local;

/**
 * What one rank has to receive: receives without a message, and messages without a receive, each in order.
 *
 * <p>Both are searched from the front, which is MPI's non-overtaking rule. Used by one thread at a time; messages that
 * were received are used again.
 */
final class Matching {
    private LocalRequest firstReceive;
    private LocalRequest lastReceive;
    private Message firstMessage;
    private Message lastMessage;
    private Message spareShort;
    private Message spareLong;

    /** Gives the message that is ready in the ring of {@code sender} to its receive, or keeps it. */
    void accept(Ring.Reader ring, int sender) {
        LocalRequest receive = takeReceive(ring.envelope(), sender);
        if (receive == null) {
            keep(ring, sender);
            return;
        }
        LocalRequest offer = ring.offer();
        if (offer == null) {
            receive.take(ring.payload(), ring.payloadAt(), ring.bytes(), ring.envelope(), sender);
        } else {
            accept(receive, offer, sender);
        }
    }

    /** Fills a receive from the first message that matches, or keeps it. */
    void post(LocalRequest receive) {
        Message message = takeMessage(receive);
        if (message == null) {
            if (lastReceive == null) {
                firstReceive = receive;
            } else {
                lastReceive.next = receive;
            }
            lastReceive = receive;
        } else {
            if (message.offer == null) {
                receive.take(message.copy, 0, message.bytes, message.envelope, message.sender);
            } else {
                accept(receive, message.offer, message.sender);
            }
            spare(message);
        }
    }

    /** The first message that {@code pattern} matches, left where it is, or null. */
    Message peek(LocalRequest pattern) {
        for (Message message = firstMessage; message != null; message = message.next) {
            if (pattern.matches(message.envelope, message.sender)) {
                return message;
            }
        }
        return null;
    }

    private static void accept(LocalRequest receive, LocalRequest offer, int sender) {
        receive.take(offer.payload(), 0, offer.bytes(), offer.envelope(), sender);
        offer.completeForOther();
    }

    private LocalRequest takeReceive(long envelope, int sender) {
        LocalRequest before = null;
        for (LocalRequest receive = firstReceive; receive != null; receive = receive.next) {
            if (receive.matches(envelope, sender)) {
                if (before == null) {
                    firstReceive = receive.next;
                } else {
                    before.next = receive.next;
                }
                if (lastReceive == receive) {
                    lastReceive = before;
                }
                receive.next = null;
                return receive;
            }
            before = receive;
        }
        return null;
    }

    private void keep(Ring.Reader ring, int sender) {
        Message message = spare(ring.bytes());
        message.keep(ring, sender);
        if (lastMessage == null) {
            firstMessage = message;
        } else {
            lastMessage.next = message;
        }
        lastMessage = message;
    }

    private Message takeMessage(LocalRequest receive) {
        Message before = null;
        for (Message message = firstMessage; message != null; message = message.next) {
            if (receive.matches(message.envelope, message.sender)) {
                if (before == null) {
                    firstMessage = message.next;
                } else {
                    before.next = message.next;
                }
                if (lastMessage == message) {
                    lastMessage = before;
                }
                return message;
            }
            before = message;
        }
        return null;
    }

    private Message spare(long bytes) {
        boolean isLong = bytes > Message.SHORT_BYTES && bytes <= Ring.EAGER_BYTES;
        Message message = isLong ? spareLong : spareShort;
        if (message == null) {
            return new Message(isLong ? Ring.EAGER_BYTES : Message.SHORT_BYTES);
        }
        if (isLong) {
            spareLong = message.next;
        } else {
            spareShort = message.next;
        }
        message.next = null;
        return message;
    }

    private void spare(Message message) {
        message.offer = null;
        if (message.copy.byteSize() > Message.SHORT_BYTES) {
            message.next = spareLong;
            spareLong = message;
        } else {
            message.next = spareShort;
            spareShort = message;
        }
    }
}
