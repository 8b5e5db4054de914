package org.potsweep.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes arrays of doubles in blocks of bytes; Kryo's own serializer goes number by number. */
final class DoubleArraySerializer extends Serializer<double[]> {
    private static final int BLOCK = 8192;

    DoubleArraySerializer() {
        super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output output, double[] values) {
        output.writeInt(values.length, true);
        ByteBuffer block = block(values.length);
        for (int done = 0; done < values.length; done += BLOCK) {
            int length = Math.min(BLOCK, values.length - done);
            block.asDoubleBuffer().put(values, done, length);
            output.writeBytes(block.array(), 0, length * Double.BYTES);
        }
    }

    @Override
    public double[] read(Kryo kryo, Input input, Class<double[]> type) {
        double[] values = new double[input.readInt(true)];
        ByteBuffer block = block(values.length);
        for (int done = 0; done < values.length; done += BLOCK) {
            int length = Math.min(BLOCK, values.length - done);
            input.readBytes(block.array(), 0, length * Double.BYTES);
            block.asDoubleBuffer().get(values, done, length);
        }
        return values;
    }

    private static ByteBuffer block(int length) {
        return ByteBuffer.allocate(Math.min(BLOCK, length) * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
