import type { Json, WorkflowNode } from '../workflow/graph.ts'

/**
 * The names of the entries of `widgets_values`, which ComfyUI's editor saves as a list: the names are only in the code
 * of its nodes. Lists the nodes that hold generation details.
 */
const widgetNames: Readonly<Record<string, readonly string[]>> = {
  KSampler: ['seed', 'control_after_generate', 'steps', 'cfg', 'sampler_name', 'scheduler', 'denoise'],
  KSamplerAdvanced: [
    ...['add_noise', 'noise_seed', 'control_after_generate', 'steps', 'cfg', 'sampler_name', 'scheduler'],
    ...['start_at_step', 'end_at_step', 'return_with_leftover_noise'],
  ],
  SamplerCustom: ['add_noise', 'noise_seed', 'control_after_generate', 'cfg'],
  RandomNoise: ['noise_seed', 'control_after_generate'],
  KSamplerSelect: ['sampler_name'],
  BasicScheduler: ['scheduler', 'steps', 'denoise'],
  CFGGuider: ['cfg'],
  DualCFGGuider: ['cfg_conds', 'cfg_cond2_negative'],
  LTXVScheduler: ['steps', 'max_shift', 'base_shift', 'stretch', 'terminal'],
  Flux2Scheduler: ['steps', 'width', 'height'],
  ManualSigmas: ['sigmas'],
  ComfySwitchNode: ['switch'],
  CLIPTextEncode: ['text'],
  CLIPTextEncodeFlux: ['clip_l', 't5xxl', 'guidance'],
  TextEncodeQwenImageEdit: ['prompt'],
  TextEncodeQwenImageEditPlus: ['prompt'],
  PrimitiveNode: ['value'],
  PrimitiveString: ['value'],
  PrimitiveStringMultiline: ['value'],
  PrimitiveInt: ['value'],
  PrimitiveFloat: ['value'],
  PrimitiveBoolean: ['value'],
  CheckpointLoaderSimple: ['ckpt_name'],
  ImageOnlyCheckpointLoader: ['ckpt_name'],
  UNETLoader: ['unet_name', 'weight_dtype'],
  UnetLoaderGGUF: ['unet_name'],
  LoraLoader: ['lora_name', 'strength_model', 'strength_clip'],
  LoraLoaderModelOnly: ['lora_name', 'strength_model'],
  EmptyLatentImage: ['width', 'height', 'batch_size'],
  EmptySD3LatentImage: ['width', 'height', 'batch_size'],
  EmptyHunyuanLatentVideo: ['width', 'height', 'length', 'batch_size'],
  EmptyLTXVLatentVideo: ['width', 'height', 'length', 'batch_size'],
  EmptyMochiLatentVideo: ['width', 'height', 'length', 'batch_size'],
  WanImageToVideo: ['width', 'height', 'length', 'batch_size'],
  WanFirstLastFrameToVideo: ['width', 'height', 'length', 'batch_size'],
  Wan22ImageToVideoLatent: ['width', 'height', 'length', 'batch_size'],
  WanFunInpaintToVideo: ['width', 'height', 'length', 'batch_size'],
  WanFunControlToVideo: ['width', 'height', 'length', 'batch_size'],
  WanVaceToVideo: ['width', 'height', 'length', 'batch_size', 'strength'],
  LTXVImgToVideo: ['width', 'height', 'length', 'batch_size'],
  CLIPLoader: ['clip_name', 'type', 'device'],
  DualCLIPLoader: ['clip_name1', 'clip_name2', 'type', 'device'],
  CLIPVisionLoader: ['clip_name'],
  VAELoader: ['vae_name'],
  ModelSamplingSD3: ['shift'],
  ModelSamplingAuraFlow: ['shift'],
  FluxGuidance: ['guidance'],
  UpscaleModelLoader: ['model_name'],
  LatentUpscaleModelLoader: ['model_name'],
  ImageScale: ['upscale_method', 'width', 'height', 'crop'],
  CreateVideo: ['fps'],
  LoadImage: ['image', 'upload'],
  LoadVideo: ['file', 'upload'],
  SaveVideo: ['filename_prefix', 'format', 'codec'],
  SaveWEBM: ['filename_prefix', 'codec', 'fps', 'crf'],
  SaveAnimatedWEBP: ['filename_prefix', 'fps', 'lossless', 'quality', 'method'],
  SaveAnimatedPNG: ['filename_prefix', 'fps', 'compress_level'],
  SaveImage: ['filename_prefix'],
}

/** Lists the values of a node in their order, by the names of its inputs as far as the file or the table names them. */
export function namedConfig({ type, config, widgets }: WorkflowNode): [name: string, value: Json][] {
  const names = widgets ?? (Object.hasOwn(widgetNames, type) ? widgetNames[type] : undefined) ?? []
  return Object.entries(config).map(([key, value]) => [(/^\d+$/.test(key) && names[Number(key)]) || key, value])
}

/** Returns the values of a node by all names of its inputs. */
export function namedValues(node: WorkflowNode): Map<string, Json> {
  const values = new Map(namedConfig(node))
  for (const [key, value] of [...values]) {
    for (const name of namesOf(key)) if (!values.has(name)) values.set(name, value)
  }
  return values
}

/** Returns the names of an input: nodes that choose among models name the inputs of each after it, `model.prompt`. */
export function namesOf(key: string): string[] {
  const last = key.slice(key.lastIndexOf('.') + 1)
  return last === '' || last === key ? [key] : [key, last]
}
