package org.potsweep.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import org.apache.spark.serializer.KryoRegistrator;
import org.potsweep.jobs.engine.EngineClasses;

/** Tells Kryo of every class that travels; with registration required, a forgotten one fails at once. */
public final class PotsweepRegistrator implements KryoRegistrator {
    @Override
    public void registerClasses(Kryo kryo) {
        kryo.register(double[].class, new DoubleArraySerializer());
        for (Class<?> type : EngineClasses.serialised()) {
            register(kryo, type);
        }
    }

    private static void register(Kryo kryo, Class<?> type) {
        if (type.isRecord()) {
            registerRecord(kryo, type.asSubclass(Record.class));
        } else {
            kryo.register(type);
        }
    }

    private static <T extends Record> void registerRecord(Kryo kryo, Class<T> type) {
        kryo.register(type, new RecordSerializer<>(type));
    }
}
