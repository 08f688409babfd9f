/** Names of variables that training may see: what finds programs, libraries and devices, and no secret among them. */
const passedOn = [
  "PATH",
  "HOME",
  "LANG",
  "LC_ALL",
  "TMPDIR",
  "TZ",
  "LD_LIBRARY_PATH",
  "DYLD_LIBRARY_PATH",
  "CUDA_VISIBLE_DEVICES",
  "NVIDIA_VISIBLE_DEVICES",
];

/** The environment of a training process. Built from a list, so that a key or an address never gets there by chance. */
export function childEnvironment(source: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = passedOn.flatMap((name) =>
    source[name] === undefined ? [] : [[name, source[name]] as const],
  );
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: source.NODE_ENV,
    PYTHONUNBUFFERED: "1",
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONNOUSERSITE: "1",
    TOKENIZERS_PARALLELISM: "false",
    HF_HUB_OFFLINE: "1",
  };
}
