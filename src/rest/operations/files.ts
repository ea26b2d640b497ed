/** Files for messages ("Upload a file", "Download a file" and "Download a thumbnail" of "Message management"). */
import { optionNames, requireInteger, requireOptions, requireString, typeError } from '../../checks.ts';
import { readFields, readList } from '../answer.ts';
import { type CallOptions, type ChatCaller, pathOf, requireId } from '../operation.ts';
import type { FetchBlob, FetchForm } from '../platform.ts';

/** Options of `upload`. */
export interface UploadOptions extends CallOptions {
  /** File name. Default: `file`. */
  readonly name?: string;
  /** Whether a download needs the file's `shareSecret`. Default: false. */
  readonly isRestricted?: boolean;
  /** Thumbnail size in pixels, for pictures over 10 KB. Default: 170. */
  readonly thumbnailWidth?: number;
  /** Thumbnail size in pixels, for pictures over 10 KB. Default: 170. */
  readonly thumbnailHeight?: number;
}

/** Options of `download`. */
export interface DownloadOptions extends CallOptions {
  /** Required for a file with restricted access. */
  readonly shareSecret?: string;
  /** Whether to download the thumbnail instead of the picture or video. Default: false. */
  readonly thumbnail?: boolean;
}

/** An uploaded file. */
export interface ChatFile {
  readonly fileId: string;
  /** The file's URL, to put into a message. */
  readonly url: string;
  /** Required to download a restricted file; pass it as `secret` in a message. */
  readonly shareSecret?: string;
}

/** Uploads and downloads files. */
export interface ChatFiles {
  /**
   * "Upload a file": at most 10 MB, unless configured otherwise in Agora Console. The blob is streamed; in Node,
   * `fs.openAsBlob(path)` returns one that reads from disk.
   */
  upload(content: FetchBlob, options?: UploadOptions): Promise<ChatFile>;
  /**
   * "Download a file" and "Download a thumbnail": yields bytes as they arrive. The request starts with the loop, and
   * the connection closes when the loop ends.
   */
  download(fileId: string, options?: DownloadOptions): AsyncGenerator<Uint8Array, void, undefined>;
}

/** The part of `FormData` that is used. */
interface Form {
  append(name: string, value: unknown, fileName?: string): void;
}

declare const FormData: new () => Form;

/**
 * Uploads and downloads files with a client.
 *
 * @example
 * ```ts
 * const { url } = await chatFiles(chat).upload(new Blob(['Green tea, oolong']), { name: 'menu.txt' });
 * await chatMessages(chat).sendToUsers(['alice'], { type: 'file', url, name: 'menu.txt' });
 * ```
 */
export function chatFiles(chat: ChatCaller): ChatFiles {
  return {
    upload: async (content, options = {}) => {
      requireOptions(options, uploadNames);
      const { name = 'file', isRestricted, thumbnailWidth, thumbnailHeight, signal } = options;
      if (typeof (content as { size?: unknown } | undefined)?.size !== 'number')
        throw typeError('content', 'a Blob', content);
      const form = new FormData();
      form.append('file', content, requireString(name, 'name'));
      if (thumbnailWidth !== undefined) form.append('thumbnail-width', pixels(thumbnailWidth, 'thumbnailWidth'));
      if (thumbnailHeight !== undefined) form.append('thumbnail-height', pixels(thumbnailHeight, 'thumbnailHeight'));
      return chat.call(
        {
          name: 'chatFiles.upload',
          method: 'POST',
          path: '/chatfiles',
          parts: form as unknown as FetchForm,
          ...(isRestricted === true && { headers: { 'restrict-access': 'true' } }),
          read: ({ entities }, { baseUrl }) => {
            const { uuid, ...file } = readFields(readList(entities, 'entities')[0], 'entities', {
              uuid: 'string',
              'share-secret': 'string?',
            });
            const shareSecret = file['share-secret'];
            const url = `${baseUrl}${pathOf('chatfiles', uuid)}`;
            return { fileId: uuid, url, ...(shareSecret !== undefined && { shareSecret }) };
          },
          // A retry could upload the file twice.
          once: true,
        },
        { signal },
      );
    },
    async *download(fileId, options = {}) {
      requireOptions(options, downloadNames);
      const { shareSecret, thumbnail, signal } = options;
      yield* chat.stream(
        {
          name: 'chatFiles.download',
          method: 'GET',
          path: pathOf('chatfiles', requireId(fileId, 'fileId')),
          headers: {
            accept: 'application/octet-stream',
            ...(shareSecret !== undefined && { 'share-secret': requireString(shareSecret, 'shareSecret') }),
            ...(thumbnail === true && { thumbnail: 'true' }),
          },
        },
        { signal },
      );
    },
  };
}

const uploadNames = /* @__PURE__ */ optionNames([
  'name',
  'isRestricted',
  'thumbnailWidth',
  'thumbnailHeight',
  'signal',
]);
const downloadNames = /* @__PURE__ */ optionNames(['shareSecret', 'thumbnail', 'signal']);

function pixels(value: unknown, field: string): string {
  return String(requireInteger(value, 1, 10_000, field));
}
