import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConfigFile, readConfigFiles } from './file-loader.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tidemark-config-')));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}
const readNames = async (path: string): Promise<string[]> =>
  (await readConfigFiles(path, root)).files.map(({ file }) => file);

describe('finding', () => {
  it('goes up to the nearest folder that has one', () => {
    write({ 'tidemark.config.yaml': '', 'a/tidemark.config.toml': '', 'a/b/c/x': '', 'd/x': '' });
    expect([findConfigFile({ cwd: join(root, 'a/b/c') }), findConfigFile({ cwd: join(root, 'd') })]).toEqual([
      join(root, 'a/tidemark.config.toml'),
      join(root, 'tidemark.config.yaml'),
    ]);
  });

  it('finds none where there is none, and others by another name', () => {
    write({ 'desk.config.json': '{}' });
    expect([findConfigFile({ cwd: root }), findConfigFile({ cwd: root, name: 'desk' })]).toEqual([
      undefined,
      join(root, 'desk.config.json'),
    ]);
  });

  it('refuses to choose between two', () => {
    write({ 'tidemark.config.yaml': '', 'tidemark.config.json': '{}' });
    expect(() => findConfigFile({ cwd: root })).toThrow(
      'there are 2 configuration files: tidemark.config.json, tidemark.config.yaml (keep one of them)',
    );
  });
});

describe('reading', () => {
  it('takes what a file extends before it, each once, from its own folder or a package', async () => {
    write({
      'app.yaml': 'extends: [./conf/a.toml, "@desk/config/base.json"]\nx: 1',
      'conf/a.toml': 'extends = "../base.yaml"',
      'base.yaml': 'y: 1',
      'node_modules/@desk/config/base.json': '{"extends": "../../../base.yaml"}',
    });
    expect(await readNames('app.yaml')).toEqual([
      'base.yaml',
      'conf/a.toml',
      'node_modules/@desk/config/base.json',
      'app.yaml',
    ]);
    const { files, paths } = await readConfigFiles('app.yaml', root);
    expect([paths.length, files.map(({ folder }) => folder)]).toEqual([
      4,
      [root, join(root, 'conf'), join(root, 'node_modules/@desk/config'), root],
    ]);
  });

  it('names a circle', async () => {
    write({ 'a.yaml': 'x: 1\nextends: ./b.yaml', 'b.yaml': 'extends: ./a.yaml' });
    await expect(readNames('a.yaml')).rejects.toThrow(
      'b.yaml:1:10: files extend each other in a circle: a.yaml -> b.yaml -> a.yaml (take one of them out)',
    );
  });

  it.each([
    ['extends: ./none.yaml', 'app.yaml:1:10: there is no file none.yaml'],
    ['extends: [./conf, x]', 'app.yaml:1:11: conf cannot be read'],
    ['extends: base.yaml', 'app.yaml:1:10: there is no package base.yaml to extend (write ./base.yaml)'],
    ['extends: "@no/such"', 'app.yaml:1:10: there is no package @no/such to extend (npm install @no/such'],
  ])('says where %j is wrong', async (text, message) => {
    write({ 'app.yaml': text, 'base.yaml': '', 'conf/x': '' });
    await expect(readNames('app.yaml')).rejects.toThrow(message);
  });

  it('says that a file is not there, or not of a kind that it reads', async () => {
    write({ 'a.ini': '' });
    await expect(readNames('none.yaml')).rejects.toThrow('there is no file none.yaml');
    await expect(readNames('none.ts')).rejects.toThrow('there is no file none.ts');
    await expect(readNames('a.ini')).rejects.toThrow(expect.objectContaining({ code: 'CONFIG_FILE_TYPE' }));
  });
});
