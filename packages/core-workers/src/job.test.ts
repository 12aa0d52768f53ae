import { describe, expect, it, vi } from 'vitest';
import { Job } from './job.ts';

function jobWith(details: { signal?: AbortSignal; onProgress?: (value: unknown) => void } = {}) {
  const heard = {
    resolve: vi.fn<(...args: unknown[]) => void>(),
    reject: vi.fn<(...args: unknown[]) => void>(),
    unwanted: vi.fn<(...args: unknown[]) => void>(),
  };
  const task = { module: 'file:///x.mjs', export: 'default', name: undefined, codeHash: undefined };
  const { signal, onProgress } = details;
  const job = new Job({ id: 1, task, input: 0, shared: undefined, signal, onProgress, ...heard });
  return { job, ...heard };
}

it('is told once how it ended', () => {
  const { job, resolve, reject } = jobWith();
  expect(job.isSettled).toBe(false);
  job.resolve(1);
  job.resolve(2);
  job.reject('too late');
  expect([job.isSettled, resolve.mock.calls, reject.mock.calls]).toEqual([true, [[1]], []]);
});

describe('is unwanted', () => {
  it('after an abort, and rejects with its reason', () => {
    const controller = new AbortController();
    const { job, resolve, reject, unwanted } = jobWith({ signal: controller.signal });
    controller.abort('enough');
    job.resolve(1);
    expect([resolve.mock.calls, reject.mock.calls, unwanted.mock.calls]).toEqual([[], [['enough']], [[job]]]);
  });

  it('after its onProgress threw, and rejects with that', () => {
    const onProgress = vi.fn<(value: unknown) => void>(() => {
      throw new Error('the bar is broken');
    });
    const { job, reject, unwanted } = jobWith({ onProgress });
    job.progress(1);
    job.progress(2);
    expect(onProgress.mock.calls).toEqual([[1]]);
    expect([reject.mock.calls, unwanted.mock.calls]).toEqual([[[new Error('the bar is broken')]], [[job]]]);
  });

  it('never once it is answered', () => {
    const controller = new AbortController();
    const { job, unwanted } = jobWith({ signal: controller.signal });
    job.resolve(1);
    controller.abort();
    expect(unwanted).not.toHaveBeenCalled();
  });
});
